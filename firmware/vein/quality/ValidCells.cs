namespace Pedestal.Vein
{
    /// <summary>The cells of the grid whose filter stays on the palm: two cells of palm on every side.</summary>
    // hot: runs for every frame.
    public sealed class ValidCells
    {
        /// <summary>32 rows; bit x is set where cell (x, row) is valid.</summary>
        public readonly uint[] Rows = new uint[TemplateFormat.GridSide];

        /// <summary>Number of valid cells.</summary>
        public int Count;

        /// <summary>Finds them from the patch's cells that show palm, 40 rows of 40 bits.</summary>
        public void Measure(ulong[] cells)
        {
            const int margin = Parameters.Margin;
            Count = 0;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                var i = row + margin;
                var all = cells[i - 2] & cells[i - 1] & cells[i] & cells[i + 1] & cells[i + 2];
                all &= (all << 1) & (all >> 1);
                all &= (all << 1) & (all >> 1);
                Rows[row] = (uint)(all >> margin);
                Count += IntegerMath.CountBits(Rows[row]);
            }
        }
    }
}
