using nanoFramework.Hardware.Esp32;
using Pedestal.Hal.Host.Platform;

namespace System.IO.Ports;

/// <summary>The parity bit.</summary>
public enum Parity
{
    /// <summary>No parity bit.</summary>
    None = 0,
}

/// <summary>The stop bits.</summary>
public enum StopBits
{
    /// <summary>One.</summary>
    One = 1,
}

/// <summary>A UART. A byte that arrives when the receive buffer is full clears the buffer.</summary>
public sealed class SerialPort
{
    const int DefaultBuffer = 256;
    const long PollMicroseconds = 1_000;
    readonly BoardRun _run = Board.Run;
    readonly Uart _uart;
    readonly string _name;
    readonly int _baudRate;
    bool _isOpen;

    /// <summary>A port, closed.</summary>
    public SerialPort(string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8,
        StopBits stopBits = StopBits.One)
    {
        _name = portName;
        _baudRate = baudRate;
        _uart = _run.Board.Uart(portName);
    }

    /// <summary>Bytes received but not read.</summary>
    public int BytesToRead
    {
        get
        {
            DemandOpen();
            return _uart.Line.Available;
        }
    }

    /// <summary>Size of the receive buffer, bytes; takes effect when the port is opened.</summary>
    public int ReadBufferSize { get; set; } = DefaultBuffer;

    /// <summary>Longest time of a write, milliseconds; -1 for no limit.</summary>
    public int WriteTimeout { get; set; } = -1;

    /// <summary>Opens the port; it must have its pins assigned and not be open already.</summary>
    public void Open()
    {
        _run.ThrowIfStopped();
        _run.Functions.Demand(_name is "COM2" or "COM3", "a UART", _name == "COM2"
            ? [DeviceFunction.COM2_TX, DeviceFunction.COM2_RX]
            : [DeviceFunction.COM3_TX, DeviceFunction.COM3_RX]);
        if (_uart.IsOpen)
        {
            throw new InvalidOperationException($"{_name} is open already.");
        }

        _uart.Open(ReadBufferSize);
        _isOpen = true;
    }

    /// <summary>Reads exactly so many bytes; waits until they have arrived.</summary>
    public int Read(byte[] buffer, int offset, int count)
    {
        DemandOpen();
        while (_uart.Line.Available < count)
        {
            Board.Sleep(PollMicroseconds);
        }

        return _uart.Line.Read(buffer.AsSpan(offset, count));
    }

    /// <summary>Writes; returns when the bytes have been sent.</summary>
    /// <exception cref="TimeoutException">It would take longer than <see cref="WriteTimeout"/>.</exception>
    public void Write(byte[] buffer, int offset, int count)
    {
        DemandOpen();
        _uart.Write(buffer.AsSpan(offset, count), _baudRate, WriteTimeout);
    }

    void DemandOpen()
    {
        _run.ThrowIfStopped();
        if (!_isOpen)
        {
            throw new InvalidOperationException($"{_name} is not open.");
        }
    }
}
