"""The packing adviser: from goods to box, cushioning, marks and photographs."""
