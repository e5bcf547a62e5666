using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A ring of WS2812B LEDs on the data line of an SPI bus: it decodes the controller's bits by the length of their pulses, passes
/// them on from LED to LED, and shows them after a pause. Thread-safe.
/// </summary>
/// <param name="clock">The board's clock: an idle line is low, and the LEDs latch after the pause.</param>
/// <param name="leds">Number of LEDs; the first is at the top, the others follow clockwise.</param>
public sealed class Ws2812RingChip(BoardClock clock, int leds = 16) : ISpiChip
{
    const int BitsPerLed = 24;
    const long ResetNanoseconds = 280_000;

    readonly Lock _lock = new();
    readonly int[] _shifted = new int[leds];
    readonly int[] _colours = new int[leds];
    RingFault _fault;
    int _deadLed;
    int _bits;
    long _lowSince;

    /// <summary>Raised when the LEDs have changed, on the thread that changed them.</summary>
    public event Action? Changed;

    /// <summary>Its present fault.</summary>
    public RingFault Fault
    {
        get => _fault;
        set => Change(() => _fault = value);
    }

    /// <summary>The index of the LED that is dead with <see cref="RingFault.DeadLed"/>.</summary>
    public int DeadLed
    {
        get => _deadLed;
        set => Change(() => _deadLed = value);
    }

    /// <summary>Pulses that are neither a 0 nor a 1 by the data sheet; none with a correct driver.</summary>
    public int BadPulses { get; private set; }

    /// <summary>The colours that the LEDs show, 0xRRGGBB.</summary>
    public int[] Colours
    {
        get
        {
            lock (_lock)
            {
                LatchAfterPause();
                return Seen();
            }
        }
    }

    /// <inheritdoc/>
    public void Transfer(int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso)
    {
        miso.Fill(0xFF);
        if (_fault is RingFault.NoData or RingFault.NoPower)
        {
            return;
        }

        byte[] sent = [.. mosi];
        Change(() => Shift(hertz, sent));
    }

    /// <summary>Restores power; all LEDs are dark.</summary>
    public void PowerUp() => Change(() =>
    {
        Array.Clear(_colours);
        _bits = 0;
    });

    void Shift(int hertz, byte[] mosi)
    {
        LatchAfterPause();
        foreach (var pulse in Ws2812Pulse.Decode(hertz, mosi))
        {
            Add(pulse);
            if (pulse.LowNanoseconds >= ResetNanoseconds)
            {
                Latch();
            }
        }

        // The line is low from the end of the transfer on.
        _lowSince = clock.NowMicroseconds + mosi.Length * 8L * 1_000_000 / hertz;
    }

    void Add(Ws2812Pulse pulse)
    {
        if (pulse.HighNanoseconds == 0)
        {
            return;
        }

        BadPulses += pulse.Bit is null ? 1 : 0;
        var led = _bits++ / BitsPerLed;
        if (led < leds)
        {
            _shifted[led] = (_shifted[led] << 1 | pulse.Bit ?? 0) & 0xFFFFFF;
        }
    }

    void LatchAfterPause()
    {
        if ((clock.NowMicroseconds - _lowSince) * 1_000 >= ResetNanoseconds)
        {
            Latch();
        }
    }

    // An LED that received only part of a colour keeps its old one. Green comes first on the wire.
    void Latch()
    {
        for (var led = 0; led < Math.Min(leds, _bits / BitsPerLed); led++)
        {
            var sent = _shifted[led];
            _colours[led] = (sent & 0x00FF00) << 8 | (sent & 0xFF0000) >> 8 | sent & 0xFF;
        }

        _bits = 0;
    }

    int[] Seen()
    {
        var lit = _fault switch
        {
            RingFault.NoPower => 0,
            RingFault.DeadLed => _deadLed,
            _ => leds,
        };
        return [.. _colours.Select((colour, led) => led < lit ? colour : 0)];
    }

    void Change(Action change)
    {
        bool hasChanged;
        lock (_lock)
        {
            var before = Seen();
            change();
            hasChanged = !before.AsSpan().SequenceEqual(Seen());
        }

        if (hasChanged)
        {
            Changed?.Invoke();
        }
    }
}
