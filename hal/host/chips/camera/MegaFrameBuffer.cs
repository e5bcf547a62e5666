namespace Pedestal.Hal.Host.Chips;

/// <summary>How the sensor is to take the next picture.</summary>
readonly record struct PictureSettings(int Width, int Height, bool Counter, bool Ramp, Sensitivity Sensitivity);

/// <summary>Exposure and gain, relative to the nominal ones.</summary>
readonly record struct Sensitivity(double Exposure, double Gain);

/// <summary>The module's frame buffer and the sensor in front of it: from the trigger to the last byte read.</summary>
sealed class MegaFrameBuffer(LedBanks light)
{
    const long FrameMicroseconds = 33_333;
    const byte FirstBurstDummy = 0xA5;
    const long Never = long.MaxValue;

    byte[] _picture = [];
    int _readPosition;
    bool _firstBurst;
    bool _exposing;
    Illumination _lightAtTrigger;
    double _powerAtTrigger;
    bool _staleNext;
    long _doneAt = Never;
    PictureSettings _settings;

    public IScene Scene { get; set; } = new NoScene();

    public AmbientLight? Ambient { get; set; }

    public int Length => _picture.Length;

    public bool IsDone { get; private set; }

    /// <summary>Makes the next capture leave the previous picture in the buffer.</summary>
    public void KeepNext() => _staleNext = true;

    /// <summary>Cancels a running capture. The memory keeps its content.</summary>
    public void Reset()
    {
        IsDone = false;
        _exposing = false;
        _staleNext = false;
    }

    public void ClearDone() => IsDone = false;

    /// <summary>Starts a capture. The sensor runs freely, so the buffer takes the next whole frame.</summary>
    public void Trigger(PictureSettings settings, long now, long sensorStart, bool neverDone)
    {
        var wait = FrameMicroseconds - (now - sensorStart) % FrameMicroseconds;
        _doneAt = neverDone ? Never : now + wait + FrameMicroseconds;
        _settings = settings;
        _lightAtTrigger = light.Lit;
        _powerAtTrigger = light.Power;
        _exposing = true;
    }

    /// <summary>Completes a capture that is due; called at every access, before anything is read.</summary>
    public void Update(long now)
    {
        if (!_exposing || now < _doneAt)
        {
            return;
        }

        _exposing = false;
        IsDone = true;
        _readPosition = 0;
        _firstBurst = true;
        var length = _settings.Width * _settings.Height * 2;
        if (_staleNext)
        {
            _staleNext = false;
            // After power-up there is no previous picture: the memory is empty.
            _picture = _picture.Length == length ? _picture : new byte[length];
            return;
        }

        _picture = Take(length);
    }

    /// <summary>The next byte of a burst; false past the end or while the sensor still writes.</summary>
    public bool TryBurst(bool atStart, out byte value)
    {
        if (atStart && _firstBurst)
        {
            _firstBurst = false;
            value = FirstBurstDummy;
            return true;
        }

        return TryRead(out value);
    }

    /// <summary>The byte at the read pointer; false past the end or while the sensor still writes.</summary>
    public bool TryRead(out byte value)
    {
        var available = !_exposing && _readPosition < _picture.Length;
        value = available ? _picture[_readPosition++] : (byte)0;
        return available;
    }

    byte[] Take(int length)
    {
        if (_settings.Counter)
        {
            return PictureSource.Counter(length);
        }

        // A bank lights the picture only if it stays on until the last row is read.
        return _settings.Ramp
            ? PictureSource.Ramp(_settings.Width, _settings.Height)
            : PictureSource.Photograph(
                Scene, new PictureLight(_lightAtTrigger & light.Lit, _powerAtTrigger, Ambient), _settings, _doneAt - FrameMicroseconds);
    }
}
