using System.Buffers.Binary;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A TMP102, simulated at its registers (TI SBOS397): a pointer selects one of four words, and the temperature is measured again
/// and again at the configured rate. Thread-safe.
/// </summary>
public sealed class Tmp102Chip : II2cChip
{
    /// <summary>Its 7-bit bus address with ADD0 grounded.</summary>
    public const int Address = 0x48;

    const int Configuration = 1;
    const int Registers = 4;
    const long ConversionMicroseconds = 26_000;

    // The read-only bits of the configuration: resolution and alert.
    const int ReadOnly = 0x6020;
    const int ShutDown = 0x0100;
    const int ActiveHigh = 0x0400;
    const int Alert = 0x0020;
    const int Extended = 0x0010;

    // Microseconds between two conversions, by the two rate bits: 0.25, 1, 4 and 8 a second.
    static readonly long[] Periods = [4_000_000, 1_000_000, 250_000, 125_000];
    static readonly int[] FaultQueues = [1, 2, 4, 6];

    readonly BoardClock _clock;
    readonly Lock _lock = new();
    readonly ushort[] _registers = new ushort[Registers];
    double _celsius = 31.5;
    Tmp102Fault _fault;
    int _pointer;
    long _nextConversion;
    int _queued;

    /// <summary>A part that has just been powered up.</summary>
    public Tmp102Chip(BoardClock clock)
    {
        _clock = clock;
        PowerUp();
    }

    /// <summary>The temperature around it, degrees Celsius; 31.5 by default.</summary>
    public double Celsius
    {
        get => Volatile.Read(ref _celsius);
        set
        {
            lock (_lock)
            {
                Update();
                Volatile.Write(ref _celsius, value);
            }
        }
    }

    /// <summary>Its present fault.</summary>
    public Tmp102Fault Fault
    {
        get => _fault;
        set
        {
            lock (_lock)
            {
                Update();
                _fault = value;
            }
        }
    }

    /// <summary>Restores power; it reads 0 degrees until the first conversion has ended.</summary>
    public void PowerUp()
    {
        lock (_lock)
        {
            _registers[0] = 0;
            _registers[Configuration] = 0x60A0;
            _registers[2] = 75 << 8;
            _registers[3] = 80 << 8;
            _pointer = 0;
            _queued = 0;
            _nextConversion = _clock.NowMicroseconds + ConversionMicroseconds;
        }
    }

    /// <inheritdoc/>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (_fault == Tmp102Fault.NotResponding)
        {
            return false;
        }

        lock (_lock)
        {
            Update();
            _pointer = bytes[0] & (Registers - 1);
            if (bytes.Length > 2 && _pointer != 0)
            {
                Set(BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]));
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public bool Read(Span<byte> bytes)
    {
        if (_fault == Tmp102Fault.NotResponding)
        {
            return false;
        }

        lock (_lock)
        {
            Update();
            for (var i = 0; i < bytes.Length; i++)
            {
                var word = _registers[_pointer];
                bytes[i] = _fault == Tmp102Fault.DataHigh ? (byte)0xFF : (byte)((i & 1) == 0 ? word >> 8 : word);
            }

            return true;
        }
    }

    void Set(ushort value)
    {
        if (_pointer != Configuration)
        {
            _registers[_pointer] = value;
            return;
        }

        _registers[Configuration] = (ushort)(value & ~ReadOnly | _registers[Configuration] & ReadOnly);
        _nextConversion = (value & ShutDown) != 0 ? long.MaxValue : _clock.NowMicroseconds + ConversionMicroseconds;
    }

    void Update()
    {
        var overdue = _clock.NowMicroseconds - _nextConversion;
        if (overdue < 0)
        {
            return;
        }

        // All conversions since the last access have the same result.
        var period = Periods[_registers[Configuration] >> 6 & 3];
        var conversions = overdue / period + 1;
        _nextConversion += conversions * period;
        if (_fault != Tmp102Fault.Stuck)
        {
            Convert(conversions);
        }
    }

    void Convert(long conversions)
    {
        var isExtended = (_registers[Configuration] & Extended) != 0;
        var (lowest, highest) = isExtended ? (-4096, 4095) : (-2048, 2047);
        var sixteenths = Math.Clamp((int)Math.Floor(_celsius * 16), lowest, highest);
        _registers[0] = (ushort)(isExtended ? sixteenths << 3 | 1 : sixteenths << 4);
        Compare(sixteenths, isExtended ? 3 : 4, conversions);
    }

    // The comparator turns on after so many conversions in a row at or above the upper limit, and off below the lower one.
    void Compare(int sixteenths, int shift, long conversions)
    {
        var needed = FaultQueues[_registers[Configuration] >> 11 & 3];
        var isHigh = sixteenths >= (short)_registers[3] >> shift;
        var isLow = sixteenths < (short)_registers[2] >> shift;
        _queued = isHigh ? (int)Math.Min(_queued + conversions, needed) : isLow ? 0 : _queued;
        var isOn = _queued >= needed;
        var isSet = isOn == ((_registers[Configuration] & ActiveHigh) != 0);
        _registers[Configuration] = (ushort)(_registers[Configuration] & ~Alert | (isSet ? Alert : 0));
    }
}
