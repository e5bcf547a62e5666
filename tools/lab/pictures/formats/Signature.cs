namespace Pedestal.Pictures.Formats;

/// <summary>Identifies a file by its first bytes; its name is ignored.</summary>
static class Signature
{
    public const string Pgm = "PGM";
    public const string Png = "PNG";
    public const string Jpeg = "JPEG";

    /// <summary>One of the three above, or a description of what the file is instead.</summary>
    public static string Of(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [(byte)'P', (byte)'5', <= (byte)' ' or (byte)'#', ..] => Pgm,
        [] => "empty",
        [(byte)'P', (byte)'2', <= (byte)' ' or (byte)'#', ..] => "a plain PGM (P2, numbers as text)",
        [(byte)'P', >= (byte)'1' and <= (byte)'7', <= (byte)' ' or (byte)'#', ..] => $"a Netpbm file (P{(char)content[1]})",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF file",
        [(byte)'B', (byte)'M', ..] => "a BMP file",
        [(byte)'I', (byte)'I', 0x2A or 0x2B, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A or 0x2B, ..] => "a TIFF file",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "a WebP file",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "a HEIC, AVIF or video file",
        _ when content.StartsWith("version https://git-lfs"u8) => "a Git LFS pointer instead of the file itself",
        _ => "something else",
    };
}
