using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>The module behind the bus: one byte in, one byte out, and time passing in between.</summary>
sealed class MegaModule(BoardClock clock, byte sensorId, LedBanks light)
{
    public const int NominalExposure = 600;
    public const int NominalGain = 64;

    const long BootMicroseconds = 1_000_000;
    const long BusyMicroseconds = 10_000;
    const int BogusLength = 0x800778;
    const byte OtherId = 0x82;
    const byte RawYuv = 3;

    readonly byte[] _registers = new byte[128];
    int _frameIndex;
    byte _command;
    long _bootedAt = long.MaxValue;
    long _idleAt;
    long _busyUntil;
    bool _autoExposure;
    bool _autoGain;
    Sensitivity _sensitivityInUse;

    public MegaFrameBuffer Buffer { get; } = new(light);

    public CameraFault Fault { get; private set; }

    public int ProtocolErrors { get; private set; }

    public void SetFault(CameraFault fault)
    {
        Fault = fault;
        if (fault == CameraFault.StaleFirstPicture)
        {
            Buffer.KeepNext();
        }
    }

    /// <summary>Restores the state after power-up: no reply until the module has booted.</summary>
    public void Reset()
    {
        Array.Clear(_registers);
        _registers[0x02] = 0x05;
        _registers[0x06] = 0x01;
        _autoExposure = true;
        _autoGain = true;
        _sensitivityInUse = new Sensitivity(1, 1);
        _bootedAt = clock.NowMicroseconds + BootMicroseconds;
        _idleAt = _bootedAt;
        Buffer.Reset();
        SetFault(Fault);
    }

    /// <summary>Chip select goes low: the next byte is a command.</summary>
    public void Select() => _frameIndex = 0;

    /// <summary>Takes the next byte of a transfer and returns the byte sent meanwhile.</summary>
    public byte Reply(byte mosi)
    {
        var index = _frameIndex++;
        if (index == 0)
        {
            _command = mosi;
            return 0;
        }

        var now = clock.NowMicroseconds;
        var writes = _command >= 0x80;
        if (now < _bootedAt || writes && index > 1)
        {
            ProtocolErrors += writes ? 1 : 0;
            return 0;
        }

        Buffer.Update(now);
        if (writes)
        {
            Write(_command & 0x7F, mosi, now);
            return 0;
        }

        return Read(index, now);
    }

    byte Read(int index, long now)
    {
        byte value;
        bool available;
        switch (_command)
        {
            case 0x3C:
                available = Buffer.TryBurst(index == 1, out value);
                break;
            case 0x3D when index > 1:
                available = Buffer.TryRead(out value);
                break;
            default:
                return index == 1 ? (byte)0 : Register(_command, now);
        }

        ProtocolErrors += available ? 0 : 1;
        return value;
    }

    byte Register(int register, long now)
    {
        var length = Fault == CameraFault.BogusFifoLength ? BogusLength : Buffer.Length;
        return register switch
        {
            0x40 => Fault == CameraFault.WrongId ? OtherId : sensorId,
            0x41 => 23,
            0x42 => 4,
            0x43 => 12,
            0x44 => Status(now),
            0x45 => (byte)length,
            0x46 => (byte)(length >> 8),
            0x47 => (byte)(length >> 16),
            0x49 => 0x10,
            // Writes to sensor registers are forwarded and cannot be read back.
            >= 0x20 and <= 0x35 => 0,
            _ => _registers[register],
        };
    }

    byte Status(long now)
    {
        var status = 0x20;
        status |= IsIdle(now) ? 0x02 : 0;
        status |= Buffer.IsDone ? 0x04 : 0;
        status |= now < _busyUntil ? 0x08 : 0;
        return (byte)status;
    }

    bool IsIdle(long now) => now >= _idleAt && Fault != CameraFault.StuckBusy;

    void Write(int register, byte value, long now)
    {
        if (register is >= 0x20 and <= 0x35 or >= 0x0A and <= 0x0E)
        {
            if (!IsIdle(now))
            {
                ProtocolErrors++;
                return;
            }

            _idleAt = now + register switch { 0x20 => 60_000, 0x21 => 40_000, _ => 5_000 };
        }

        _registers[register] = value;
        switch (register)
        {
            case 0x04:
                Control(value, now);
                break;
            case 0x07 when (value & 0x40) != 0:
                Reset();
                break;
            case 0x30:
                SetAuto(value, now);
                break;
        }
    }

    void Control(byte value, long now)
    {
        if ((value & 1) != 0)
        {
            Buffer.ClearDone();
        }

        if ((value & 2) != 0)
        {
            // New exposure and gain take effect one picture late.
            Buffer.Trigger(NextPicture(), now, _bootedAt, Fault == CameraFault.CaptureNeverDone);
            _sensitivityInUse = Sensitivity();
        }
    }

    PictureSettings NextPicture()
    {
        var size = _registers[0x20] == RawYuv ? ResolutionTable.Find(sensorId, _registers[0x21] & 0x7F) : (0, 0);
        var counter = (_registers[0x06] & 0x80) != 0;
        var ramp = (_registers[0x05] & 0x80) != 0;
        return new PictureSettings(size.Item1, size.Item2, counter, ramp, _sensitivityInUse);
    }

    Sensitivity Sensitivity()
    {
        var exposure = (_registers[0x33] & 0x0F) << 16 | _registers[0x34] << 8 | _registers[0x35];
        var gain = (_registers[0x31] & 0x03) << 8 | _registers[0x32];
        return new Sensitivity(
            _autoExposure ? 1 : exposure / (double)NominalExposure, _autoGain ? 1 : gain / (double)NominalGain);
    }

    void SetAuto(byte value, long now)
    {
        var automatic = (value & 0x80) != 0;
        switch (value & 0x03)
        {
            case 0:
                _autoGain = automatic;
                break;
            case 1:
                _autoExposure = automatic;
                break;
        }

        _busyUntil = ResolutionTable.IsNew(sensorId) ? now + BusyMicroseconds : 0;
    }
}
