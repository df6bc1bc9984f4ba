<p>Not a stylesheet.</p>
