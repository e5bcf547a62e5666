using System.Net;
using System.Net.Sockets;
using CsCheck;

namespace Pedestal.Messaging.Tests;

public sealed class ClientStreamTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_leaves_replies_unread_is_not_read_either()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Stop);
        await using var stream = new ClientStream(
            await listener.AcceptSocketAsync(Stop), new BrokerLimits { UnreadReplies = 2 }, TimeProvider.System, _ => { });
        await client.GetStream().WriteAsync((byte[])[.. HostileClient.Ping, .. HostileClient.Ping, .. HostileClient.Ping], Stop);
        var buffer = new byte[2];
        await stream.ReadExactlyAsync(buffer, Stop);
        await stream.ReadExactlyAsync(buffer, Stop);
        var third = stream.ReadAsync(buffer, Stop).AsTask();
        Assert.False(third.IsCompleted);
        await stream.WriteAsync((byte[])[0xD0, 0x00], Stop);
        Assert.Equal(2, await third);
    }

    [Fact]
    public void Packets_are_found_however_the_bytes_are_split() =>
        Gen.Select(Gen.Int[0, 20_000].Array[1, 8], Gen.Int[1, 4000]).Sample((lengths, chunk) =>
        {
            var found = new List<int>();
            var scanner = new PacketScanner((_, length) => found.Add(length));
            byte[] bytes = [.. lengths.SelectMany(length => HostileClient.Header(0x30, length).Concat(new byte[length]))];
            foreach (var piece in bytes.Chunk(chunk))
            {
                scanner.Feed(piece);
            }

            Assert.Equal(lengths, found);
        }, iter: 200);

    [Fact]
    public void A_five_byte_length_is_not_MQTT() => Assert.Throws<InvalidDataException>(
        () => new PacketScanner((_, _) => { }).Feed([0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]));

    [Fact]
    public void When_the_total_is_used_up_only_clients_above_their_share_are_refused()
    {
        var pending = new PendingMessages(new BrokerLimits { PendingBytes = 800, PendingBytesOfAll = 1000 });
        var waiting = new Dictionary<string, int> { ["slow-1"] = 0, ["slow-2"] = 0, ["good"] = 0 };
        foreach (var client in waiting.Keys)
        {
            pending.Add(client, () => waiting[client]);
        }

        Assert.Null(Take("slow-1", 500));
        Assert.Null(Take("slow-2", 500));
        Assert.Equal(PendingMessages.AllFull, Take("slow-1", 100));
        Assert.Equal(PendingMessages.ClientFull, Take("slow-2", 400));
        Assert.Null(Take("good", 100));
        waiting["slow-1"] = 0;
        Assert.Null(Take("slow-2", 100));
        pending.Remove("slow-2");
        Assert.Null(Take("slow-1", 700));
        Assert.Equal(800, pending.Total);

        string? Take(string client, long bytes)
        {
            var reached = pending.Take(client, bytes);
            waiting[client] += reached is null ? 1 : 0;
            return reached;
        }
    }
}
