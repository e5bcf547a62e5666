using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// An ArduCAM Mega on an SPI bus: it replies with the bytes of the real part, takes as long, and photographs the <see
/// cref="Scene"/> under the pedestal's LEDs. It has power while the pin of its P-channel switch is low.
/// </summary>
public sealed class ArducamMegaChip : ISpiChip
{
    /// <summary>Id of the 3MP module with the NoIR lens.</summary>
    public const byte NoIrId = 0x84;

    /// <summary>Exposure, in lines, at which the picture is as bright as the scene renders it.</summary>
    public const int NominalExposure = MegaModule.NominalExposure;

    /// <summary>Gain at which the picture is as bright as the scene renders it.</summary>
    public const int NominalGain = MegaModule.NominalGain;

    // No published setup runs the part faster than 12 MHz.
    const int HighestClock = 12_000_000;
    const byte Floating = 0xFF;
    const byte WedgedValue = 0x55;
    const int FlipInterval = 7;
    const long DischargeMicroseconds = 100_000;

    readonly BoardClock _clock;
    readonly Pin _power;
    readonly MegaModule _module;
    readonly Lock _lock = new();
    long _offSince;
    int _flipCounter;

    /// <summary>A module with nothing in front of it.</summary>
    /// <param name="board">The board.</param>
    /// <param name="light">The LEDs that light the scene.</param>
    /// <param name="powerPin">The GPIO that switches its supply.</param>
    /// <param name="sensorId">What its id register reads.</param>
    public ArducamMegaChip(Board board, LedBanks light, int powerPin, byte sensorId = NoIrId)
    {
        _clock = board.Clock;
        _module = new MegaModule(_clock, sensorId, light);
        _power = board.Pins[powerPin];
        _power.HasPullUp = true;
        _power.Changed += high => Supply(!high);
    }

    /// <summary>What is in front of the camera.</summary>
    public IScene Scene
    {
        get => _module.Buffer.Scene;
        set => _module.Buffer.Scene = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Light on the scene that is not the LEDs'; null for none but the scene's own.</summary>
    public AmbientLight? Ambient
    {
        get => _module.Buffer.Ambient;
        set => _module.Buffer.Ambient = value;
    }

    /// <summary>The camera's present fault.</summary>
    public CameraFault Fault
    {
        get => _module.Fault;
        set
        {
            lock (_lock)
            {
                _module.SetFault(value);
            }
        }
    }

    /// <summary>Whether its supply switch is short-circuited, so that it cannot be switched off.</summary>
    public bool IsSupplyStuck { get; set; }

    /// <summary>Whether it has power.</summary>
    public bool HasPower => IsSupplyStuck || !_power.IsHigh;

    /// <summary>Accesses that the part does not allow; 0 with a correct driver.</summary>
    public int ProtocolErrors => _module.ProtocolErrors;

    /// <inheritdoc/>
    public void Transfer(int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso)
    {
        lock (_lock)
        {
            _module.Select();
            for (var i = 0; i < mosi.Length; i++)
            {
                miso[i] = Reply(mosi[i], hertz > HighestClock ? CameraFault.FlippedBits : Fault);
            }
        }
    }

    byte Reply(byte mosi, CameraFault fault)
    {
        switch (HasPower ? fault : CameraFault.NotResponding)
        {
            case CameraFault.NotResponding:
                return Floating;
            case CameraFault.Wedged:
                return WedgedValue;
            case CameraFault.FlippedBits:
                var miso = _module.Reply(mosi);
                _flipCounter++;
                return _flipCounter % FlipInterval == 0 ? (byte)(miso ^ 1 << _flipCounter / FlipInterval % 8) : miso;
            default:
                return _module.Reply(mosi);
        }
    }

    void Supply(bool on)
    {
        if (IsSupplyStuck)
        {
            return;
        }

        lock (_lock)
        {
            var now = _clock.NowMicroseconds;
            if (!on)
            {
                _offSince = now;
                return;
            }

            if (Fault == CameraFault.Wedged && now - _offSince >= DischargeMicroseconds)
            {
                _module.SetFault(CameraFault.None);
            }

            _module.Reset();
        }
    }
}
