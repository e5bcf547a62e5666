using System.Buffers.Binary;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A VL6180X, simulated at its registers (ST, DocID026171): 16-bit addresses with auto-increment, 8-bit values. It measures on
/// command, takes as long as the real part, and sees what is in front of it. Thread-safe.
/// </summary>
public sealed class Vl6180xChip : II2cChip
{
    /// <summary>Its 7-bit bus address.</summary>
    public const int Address = 0x29;

    const int AddressLength = 2;
    const int RegisterCount = 0x400;
    const byte OtherModel = 0xEE;
    const long BootMicroseconds = 1_000;

    readonly BoardClock _clock;
    readonly Lock _lock = new();
    readonly byte[] _registers = new byte[RegisterCount];
    readonly Vl6180xRanging _ranging;
    volatile Vl6180xFault _fault;
    int _index;
    long _bootedAt;

    /// <summary>A part that has just been powered up.</summary>
    public Vl6180xChip(BoardClock clock)
    {
        _clock = clock;
        _ranging = new Vl6180xRanging(_registers);
        PowerUp();
    }

    /// <summary>Distance of what is in front of it, millimetres; null for nothing.</summary>
    public int? Millimetres
    {
        get => _ranging.Millimetres;
        set
        {
            lock (_lock)
            {
                // Measurements that have ended by now still saw the old distance.
                _ranging.Update(_clock.NowMicroseconds);
                _ranging.Millimetres = value;
            }
        }
    }

    /// <summary>Whether readings of a still object vary by a millimetre, as the real part's do; true by default.</summary>
    public bool IsNoisy
    {
        get => _ranging.IsNoisy;
        set => _ranging.IsNoisy = value;
    }

    /// <summary>Its present fault.</summary>
    public Vl6180xFault Fault
    {
        get => _fault;
        set
        {
            lock (_lock)
            {
                _ranging.Update(_clock.NowMicroseconds);
                _fault = value;
                _ranging.Fault = value;
            }
        }
    }

    /// <summary>Commands that it could not obey, such as a start during a measurement; 0 with a correct driver.</summary>
    public int ProtocolErrors => _ranging.ProtocolErrors;

    /// <summary>Restores power after a dip; all registers have their reset values.</summary>
    public void PowerUp()
    {
        lock (_lock)
        {
            Vl6180xRegister.Reset(_registers);
            _ranging.Stop();
            _bootedAt = _clock.NowMicroseconds + BootMicroseconds;
        }
    }

    /// <inheritdoc/>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        Board.WaitWhile(() => _fault == Vl6180xFault.HoldsBus);
        lock (_lock)
        {
            if (!IsPresent() || bytes.Length < AddressLength)
            {
                return _fault == Vl6180xFault.DataLow;
            }

            _ranging.Update(_clock.NowMicroseconds);
            _index = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            foreach (var value in bytes[AddressLength..])
            {
                Set(_index++ % RegisterCount, value);
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public bool Read(Span<byte> bytes)
    {
        Board.WaitWhile(() => _fault == Vl6180xFault.HoldsBus);
        lock (_lock)
        {
            bytes.Clear();
            if (!IsPresent())
            {
                return _fault == Vl6180xFault.DataLow;
            }

            _ranging.Update(_clock.NowMicroseconds);
            for (var i = 0; i < bytes.Length; i++)
            {
                var register = _index++ % RegisterCount;
                var isWrong = register == Vl6180xRegister.ModelId && _fault == Vl6180xFault.WrongId;
                bytes[i] = isWrong ? OtherModel : _registers[register];
            }

            return true;
        }
    }

    bool IsPresent() =>
        _fault is not (Vl6180xFault.NotResponding or Vl6180xFault.DataLow) && _clock.NowMicroseconds >= _bootedAt;

    void Set(int register, byte value)
    {
        switch (register)
        {
            case Vl6180xRegister.RangeStart:
                _ranging.Start(value, _clock.NowMicroseconds);
                break;
            case Vl6180xRegister.InterruptClear:
                _registers[Vl6180xRegister.InterruptStatus] &= (byte)((value & 1) == 0 ? 0xFF : 0xF8);
                break;
            case <= Vl6180xRegister.LastIdentification:
            case >= Vl6180xRegister.FirstResult and <= Vl6180xRegister.LastResult:
                // Read-only.
                break;
            default:
                _registers[register] = value;
                break;
        }
    }
}
