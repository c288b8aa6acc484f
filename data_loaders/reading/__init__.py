"""One file read whole, in a child process: which tables and text it holds, of whose unit and which period."""
