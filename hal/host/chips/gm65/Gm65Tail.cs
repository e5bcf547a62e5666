namespace Pedestal.Hal.Host.Chips;

/// <summary>The tail that register 0060 asks for.</summary>
static class Gm65Tail
{
    const int Register = 0x0060;

    /// <summary>CR, CRLF, TAB or nothing; null when the register was not written.</summary>
    public static byte[]? Of(byte[] registers) => (registers[Register] & 1) == 0 ? null : (registers[Register] >> 5 & 3) switch
    {
        0 => [(byte)'\r'],
        1 => [(byte)'\r', (byte)'\n'],
        2 => [(byte)'\t'],
        _ => [],
    };
}
