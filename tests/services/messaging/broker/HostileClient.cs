using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pedestal.Messaging.Tests;

/// <summary>A client that follows no rules: raw bytes over TCP.</summary>
sealed class HostileClient : IDisposable
{
    internal static readonly byte[] Ping = [0xC0, 0x00];

    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static async Task<HostileClient> OpenAsync(int port)
    {
        var client = new HostileClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port, Stop);
        return client;
    }

    /// <summary>Connects by MQTT 5, with clean start and no keep-alive.</summary>
    internal static async Task<HostileClient> ConnectAsync(int port, string name)
    {
        var client = await OpenAsync(port);
        await client.SendAsync(Packet(0x10, [0, 4, .. "MQTT"u8, 5, 2, 0, 0, 0, .. Text(name)]));
        Assert.Equal(0x20, (await client.ReceiveAsync())[0]);
        return client;
    }

    internal async Task SendAsync(params byte[] bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, Stop)..];
        }
    }

    /// <summary>A packet from the broker; empty when the broker has closed the connection.</summary>
    internal async Task<byte[]> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            return buffer[..await _socket.ReceiveAsync(buffer, Stop)];
        }
        catch (SocketException)
        {
            return [];
        }
    }

    /// <summary>Waits until the broker has closed the connection; whatever it sends before that is ignored.</summary>
    internal async Task ReceiveEndAsync()
    {
        while ((await ReceiveAsync()).Length > 0)
        {
        }
    }

    internal static byte[] Subscribe(ushort id, string filter) =>
        Packet(0x82, [(byte)(id >> 8), (byte)id, 0, .. Text(filter), 1]);

    internal static byte[] PublishAlias(byte alias, string topic) => Packet(0x30, [.. Text(topic), 3, 0x23, 0, alias, 1]);

    /// <summary>The beginning of a packet: type and flags, and the length it claims.</summary>
    internal static byte[] Header(byte first, int length)
    {
        List<byte> header = [first];
        do
        {
            header.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. header];
    }

    public void Dispose() => _socket.Dispose();

    static byte[] Packet(byte first, byte[] body) => [.. Header(first, body.Length), .. body];

    static byte[] Text(string text) => [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
