"""What a buyer is asked before an order is shipped, one file a language."""
