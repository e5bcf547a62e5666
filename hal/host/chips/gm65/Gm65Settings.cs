namespace Pedestal.Hal.Host.Chips;

/// <summary>The module's settings, "zone bits" in the vendor's manual: those in force, and those saved in its flash.</summary>
sealed class Gm65Settings
{
    public const int Mode = 0x0000;
    public const int Trigger = 0x0002;
    public const int Interval = 0x0005;
    public const int Timeout = 0x0006;
    public const int Output = 0x000D;
    public const int SameCode = 0x0013;
    public const int Speed = 0x002A;
    public const int Tail = 0x0060;

    const int Count = 0x100;
    const int SpeedFrequency = 3_000_000;
    const int FactoryDivisor = 313;
    readonly byte[] _saved = new byte[Count];
    readonly byte[] _inForce = new byte[Count];

    /// <summary>Factory settings: manual mode, five seconds for a reading, serial output at 9600 baud.</summary>
    public Gm65Settings()
    {
        _saved[Mode] = 0xD4;
        _saved[Timeout] = 50;
        _saved[Output] = 0xA0;
        _saved[Speed] = FactoryDivisor & 0xFF;
        _saved[Speed + 1] = FactoryDivisor >> 8;
        Restore();
    }

    public byte this[int setting]
    {
        get => _inForce[setting % Count];
        set => _inForce[setting % Count] = value;
    }

    /// <summary>Bits a second.</summary>
    public int BaudRate => SpeedFrequency / Math.Max(1, _inForce[Speed] | _inForce[Speed + 1] << 8);

    /// <summary>The suffix that the settings choose: CR, CRLF, TAB or nothing; null when they choose none.</summary>
    public byte[]? TailBytes => (_inForce[Tail] & 1) == 0 ? null : (_inForce[Tail] >> 5 & 3) switch
    {
        0 => [(byte)'\r'],
        1 => [(byte)'\r', (byte)'\n'],
        2 => [(byte)'\t'],
        _ => [],
    };

    public void Save() => _inForce.CopyTo(_saved, 0);

    /// <summary>Returns to the saved settings.</summary>
    public void Restore() => _saved.CopyTo(_inForce, 0);
}
