namespace Pedestal.Vein
{
    /// <summary>
    /// The vein template, version 1: a 16-byte header, three ordinal bit-planes and a validity plane over a
    /// 32 x 32 grid of cells. Cell (x, y) is bit (x &amp; 7) of byte 4 y + (x &gt;&gt; 3) of a plane: read as
    /// little-endian 32-bit words, a plane is 32 rows with cell 0 in the lowest bit.
    /// Bits of cells that are not valid are 0 in every plane.
    /// </summary>
    public static class TemplateFormat
    {
        /// <summary>Cells per row and rows per plane.</summary>
        public const int GridSide = 32;

        /// <summary>Bytes of one plane.</summary>
        public const int PlaneLength = GridSide * GridSide / 8;

        /// <summary>Number of ordinal planes, before the validity plane.</summary>
        public const int PlaneCount = 3;

        /// <summary>Bytes of the header.</summary>
        public const int HeaderLength = 16;

        /// <summary>Bytes of a whole template.</summary>
        public const int Length = HeaderLength + (PlaneCount + 1) * PlaneLength;

        /// <summary>First byte of every template, 'V'.</summary>
        public const byte Magic = 0x56;

        /// <summary>Version of this layout.</summary>
        public const byte FormatVersion = 1;

        /// <summary>Version of the extraction; templates of different versions cannot be compared.</summary>
        public const byte ExtractorVersion = 2;

        /// <summary>Offset of <see cref="Magic"/>.</summary>
        public const int MagicOffset = 0;

        /// <summary>Offset of <see cref="FormatVersion"/>.</summary>
        public const int FormatVersionOffset = 1;

        /// <summary>Offset of <see cref="ExtractorVersion"/>.</summary>
        public const int ExtractorVersionOffset = 2;

        /// <summary>Offset of the quality, one byte, 0 (worst) to 100.</summary>
        public const int QualityOffset = 3;

        /// <summary>Offset of the pose angle: signed byte, units of 1/2 degree, positive clockwise in the frame.</summary>
        public const int AngleOffset = 4;

        /// <summary>Offset of the palm radius in pixels, one byte.</summary>
        public const int RadiusOffset = 5;

        /// <summary>Offset of the palm centre in pixels: x, then y, one byte each.</summary>
        public const int CentreOffset = 6;

        /// <summary>Offset of the number of valid cells, 16-bit little-endian.</summary>
        public const int ValidCellsOffset = 8;

        /// <summary>Offset of the doubt about the pose, one byte, 0 (none) to 100; zeros follow up to the planes.</summary>
        public const int DoubtOffset = 10;

        /// <summary>Offset of the first ordinal plane; the others and the validity plane follow.</summary>
        public const int PlanesOffset = HeaderLength;
    }
}
