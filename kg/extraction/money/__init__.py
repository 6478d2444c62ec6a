"""Money: who pays, invests or holds, what funds are and hold, and tables of all that."""
