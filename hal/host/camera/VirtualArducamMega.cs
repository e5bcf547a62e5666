extern alias iot;

using iot::System.Device.Spi;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Camera;

/// <summary>
/// An ArduCAM Mega on an SPI bus: answers the bytes the part answers, takes the time it takes, and shows the
/// <see cref="Scene"/> under the light its <see cref="Light"/> switch gives. <see cref="Fault"/> breaks it.
/// </summary>
public sealed class VirtualArducamMega : SpiDevice
{
    /// <summary>Id of the 3MP module with the NoIR lens.</summary>
    public const byte NoIrId = 0x84;

    /// <summary>Exposure in lines at which the picture is as bright as the scene renders it.</summary>
    public const int NominalExposure = MegaModule.NominalExposure;

    /// <summary>Gain at which the picture is as bright as the scene renders it.</summary>
    public const int NominalGain = MegaModule.NominalGain;

    // The device's SPI driver takes no more in one transfer; here too, so that a test notices.
    const int LongestTransfer = 16384;
    const byte Floating = 0xFF;
    const byte WedgedValue = 0x55;
    const int FlipInterval = 7;
    const long DischargeMicroseconds = 100_000;

    readonly IClock _clock;
    readonly MegaModule _module;
    long _owedMicroseconds;
    long _offSince;
    int _flipCounter;

    /// <summary>A module that is not powered yet, with nothing in front of it.</summary>
    public VirtualArducamMega(IClock clock, byte sensorId = NoIrId)
    {
        _clock = clock;
        _module = new MegaModule(new ClockOf(clock), sensorId, () => Light.IsOn);
        ConnectionSettings = new SpiConnectionSettings(0) { ClockFrequency = 8_000_000, Mode = SpiMode.Mode0 };
        Power.Changed += OnPower;
    }

    /// <summary>The near-infrared LEDs over this camera.</summary>
    public VirtualSwitch Light { get; } = new();

    /// <summary>The module's 3.3 V rail; off at first.</summary>
    public VirtualSwitch Power { get; } = new();

    /// <summary>What is in front of the camera.</summary>
    public IScene Scene
    {
        get => _module.Buffer.Scene;
        set => _module.Buffer.Scene = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>What is wrong with the camera now.</summary>
    public CameraFault Fault
    {
        get => _module.Fault;
        set => _module.SetFault(value);
    }

    /// <summary>How often the host did what the part does not allow; 0 with a correct driver.</summary>
    public int ProtocolErrors => _module.ProtocolErrors;

    /// <inheritdoc/>
    public override SpiConnectionSettings ConnectionSettings { get; }

    /// <inheritdoc/>
    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        if (writeBuffer.Length != readBuffer.Length || writeBuffer.Length > LongestTransfer)
        {
            throw new ArgumentException(
                $"A transfer needs two buffers of one length, at most {LongestTransfer} bytes;"
                + $" these are {writeBuffer.Length} and {readBuffer.Length}.");
        }

        _module.Select();
        for (var i = 0; i < writeBuffer.Length; i++)
        {
            readBuffer[i] = Exchange(writeBuffer[i]);
        }

        ChargeWire(writeBuffer.Length);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => TransferFullDuplex(buffer, new byte[buffer.Length]);

    /// <inheritdoc/>
    public override void Read(Span<byte> buffer) => TransferFullDuplex(new byte[buffer.Length], buffer);

    byte Exchange(byte mosi)
    {
        switch (Power.IsOn ? Fault : CameraFault.NotResponding)
        {
            case CameraFault.NotResponding:
                return Floating;
            case CameraFault.Wedged:
                return WedgedValue;
            case CameraFault.FlippedBits:
                var miso = _module.Exchange(mosi);
                _flipCounter++;
                return _flipCounter % FlipInterval == 0 ? (byte)(miso ^ 1 << _flipCounter / FlipInterval % 8) : miso;
            default:
                return _module.Exchange(mosi);
        }
    }

    void OnPower(bool on)
    {
        var now = _clock.NowMicroseconds();
        if (!on)
        {
            _offSince = now;
            return;
        }

        if (Fault == CameraFault.Wedged && now - _offSince >= DischargeMicroseconds)
        {
            Fault = CameraFault.None;
        }

        _module.Reset();
    }

    // Time is paid in whole milliseconds; what a sleep took too long is credited to the next transfers.
    void ChargeWire(int bytes)
    {
        _owedMicroseconds += bytes * 8L * 1_000_000 / ConnectionSettings.ClockFrequency;
        if (_owedMicroseconds < 1000)
        {
            return;
        }

        var before = _clock.NowMicroseconds();
        _clock.Sleep((int)(_owedMicroseconds / 1000));
        _owedMicroseconds -= _clock.NowMicroseconds() - before;
    }

    sealed class ClockOf(IClock clock) : BoardClock
    {
        public override long NowMicroseconds => clock.NowMicroseconds();

        public override DateTime WorldUtc => DateTime.UtcNow;

        public override void Sleep(long microseconds, CancellationToken stop) => clock.Sleep((int)(microseconds / 1000));

        public override IDisposable At(long microseconds, Action action) =>
            throw new NotSupportedException("The camera calls nothing later.");
    }
}
