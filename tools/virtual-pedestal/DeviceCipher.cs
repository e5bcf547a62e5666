using Pedestal.Hal;
using Pedestal.Hal.Esp32;

namespace Pedestal.VirtualPedestal;

/// <summary>The firmware's cipher; sealing and opening a message take as long as on the device (<see cref="DeviceCost"/>).</summary>
sealed class DeviceCipher(IClock clock) : ICipher
{
    readonly EspCipher _cipher = new();
    long _owed;

    /// <inheritdoc/>
    public byte[] Encrypt(byte[] key, byte[] iv, byte[] data)
    {
        Charge(DeviceCost.SealMicroseconds);
        return _cipher.Encrypt(key, iv, data);
    }

    /// <inheritdoc/>
    public byte[] Decrypt(byte[] key, byte[] iv, byte[] data)
    {
        Charge(DeviceCost.OpenMicroseconds);
        return _cipher.Decrypt(key, iv, data);
    }

    /// <inheritdoc/>
    public byte[] Authenticate(byte[] key, byte[] data) => _cipher.Authenticate(key, data);

    /// <inheritdoc/>
    public void FillRandom(byte[] buffer) => _cipher.FillRandom(buffer);

    /// <summary>Waits in whole milliseconds, no finer than the machine's waits; what one took too long is credited.</summary>
    void Charge(int microseconds)
    {
        _owed += microseconds;
        if (_owed >= 1_000)
        {
            var start = clock.NowMicroseconds();
            clock.Sleep((int)(_owed / 1_000));
            _owed -= clock.NowMicroseconds() - start;
        }
    }
}
