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
                var mask = cells.Rows[row];
                Put(template, 0, row, Signs(response0, row) & mask);
                Put(template, 1, row, Signs(response1, row) & mask);
                Put(template, 2, row, Signs(response2, row) & mask);
                Put(template, TemplateFormat.PlaneCount, row, mask);
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
        static uint Signs(ulong[] response, int row)
        {
            const ulong ones = 0x0001000100010001;
            var mask = ones;
            var i = 8 * row;
            var bits = (response[i] >> 15 & mask) | (response[i + 1] >> 14 & (mask << 1))
                | (response[i + 2] >> 13 & (mask << 2)) | (response[i + 3] >> 12 & (mask << 3))
                | (response[i + 4] >> 11 & (mask << 4)) | (response[i + 5] >> 10 & (mask << 5))
                | (response[i + 6] >> 9 & (mask << 6)) | (response[i + 7] >> 8 & (mask << 7));
            return (uint)bits & 0xFF | (uint)(bits >> 8) & 0xFF00 | (uint)(bits >> 16) & 0xFF0000
                | (uint)(bits >> 24) & 0xFF000000;
        }

        static void Put(byte[] template, int plane, int row, uint bits)
        {
            var offset = TemplateFormat.PlanesOffset + plane * TemplateFormat.PlaneLength + 4 * row;
            template[offset] = (byte)bits;
            template[offset + 1] = (byte)(bits >> 8);
            template[offset + 2] = (byte)(bits >> 16);
            template[offset + 3] = (byte)(bits >> 24);
        }
    }
}
