namespace Pedestal.Vein.Code
{
    /// <summary>The cells whose line filter stays on the palm: at least two cells of palm on every side.</summary>
    // hot: runs for every frame.
    public sealed class ValidCells
    {
        /// <summary>32 rows; bit x is set where cell (x, row) is valid.</summary>
        public readonly uint[] Rows = new uint[TemplateFormat.GridSide];

        /// <summary>Number of valid cells.</summary>
        public int Count;

        /// <summary>Finds them among the patch's cells that show palm, 40 rows of 40 bits.</summary>
        public void Measure(ulong[] cells)
        {
            const int margin = Parameters.Margin;
            for (var row = 0; row < TemplateFormat.GridSide; row++)
            {
                var i = row + margin;
                var all = cells[i - 2] & cells[i - 1] & cells[i] & cells[i + 1] & cells[i + 2];
                all &= (all << 1) & (all >> 1);
                all &= (all << 1) & (all >> 1);
                Rows[row] = (uint)(all >> margin);
            }

            Count = CountAll();
        }

        /// <summary>Counts two rows at a time: a 64-bit operation costs the interpreter no more than a 32-bit one.</summary>
        int CountAll()
        {
            ulong sum = 0;
            for (var row = 0; row < TemplateFormat.GridSide; row += 2)
            {
                var bits = (ulong)Rows[row] << 32 | Rows[row + 1];
                bits -= bits >> 1 & 0x5555555555555555;
                bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
                sum += bits + (bits >> 4) & 0x0F0F0F0F0F0F0F0F;
            }

            // Sixteen pairs of rows add up to at most 128 per byte, and all bytes to 1,024, which needs lanes of 16 bits.
            sum = (sum & 0x00FF00FF00FF00FF) + (sum >> 8 & 0x00FF00FF00FF00FF);
            return (int)(sum * 0x0001000100010001 >> 48);
        }
    }
}
