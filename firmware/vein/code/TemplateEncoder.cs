using Pedestal.Vein.Pose;

namespace Pedestal.Vein.Code
{
    /// <summary>Packs the signs of the line responses and the validity of the cells into a template.</summary>
    // hot: runs for every frame.
    public static class TemplateEncoder
    {
        const int Side = TemplateFormat.GridSide;

        /// <summary>Writes the template; a quality above 100 counts as 100.</summary>
        public static void Encode(ValidCells cells, ulong[] response0, ulong[] response1, ulong[] response2,
            PalmPose pose, int quality, byte[] template)
        {
            for (var row = 0; row < Side; row++)
            {
                var valid = cells.Rows[row];
                var lanes = valid & 0xFF | (valid & 0xFF00ul) << 8 | (valid & 0xFF0000ul) << 16 | (valid & 0xFF000000ul) << 24;
                Put(template, 0, row, Signs(response0, row) & lanes);
                Put(template, 1, row, Signs(response1, row) & lanes);
                Put(template, 2, row, Signs(response2, row) & lanes);
                Put(template, TemplateFormat.PlaneCount, row, lanes);
            }

            template[TemplateFormat.MagicOffset] = TemplateFormat.Magic;
            template[TemplateFormat.FormatVersionOffset] = TemplateFormat.FormatVersion;
            template[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
            template[TemplateFormat.QualityOffset] = (byte)(quality > 100 ? 100 : quality);
            template[TemplateFormat.AngleOffset] = (byte)(pose.AxisX * 115 >> 10);
            template[TemplateFormat.RadiusOffset] = (byte)(pose.Breadth >> 9);
            template[TemplateFormat.CentreOffset] = (byte)(pose.CentreX >> 8);
            template[TemplateFormat.CentreOffset + 1] = (byte)(pose.CentreY >> 8);
            template[TemplateFormat.ValidCellsOffset] = (byte)cells.Count;
            template[TemplateFormat.ValidCellsOffset + 1] = (byte)(cells.Count >> 8);
            template[TemplateFormat.DoubtOffset] = (byte)pose.Doubt;
            System.Array.Clear(template, TemplateFormat.DoubtOffset + 1, TemplateFormat.HeaderLength - TemplateFormat.DoubtOffset - 1);
        }

        /// <summary>
        /// Gathers one row of signs: cell 8 n + k is lane n of word k, so the signs of word k go to bit k of every lane.
        /// </summary>
        static ulong Signs(ulong[] response, int row)
        {
            var signs = 0x8000800080008000;
            var i = 8 * row;
            return ((((((((response[i] & signs) >> 1 | response[i + 1] & signs) >> 1 | response[i + 2] & signs) >> 1
                | response[i + 3] & signs) >> 1 | response[i + 4] & signs) >> 1 | response[i + 5] & signs) >> 1
                | response[i + 6] & signs) >> 1 | response[i + 7] & signs) >> 8;
        }

        /// <summary>Writes the lowest byte of every lane.</summary>
        static void Put(byte[] template, int plane, int row, ulong lanes)
        {
            var offset = TemplateFormat.PlanesOffset + plane * TemplateFormat.PlaneLength + 4 * row;
            template[offset] = (byte)lanes;
            template[offset + 1] = (byte)(lanes >> 16);
            template[offset + 2] = (byte)(lanes >> 32);
            template[offset + 3] = (byte)(lanes >> 48);
        }
    }
}
