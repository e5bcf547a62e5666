using System.Text;
using System.Text.Json.Nodes;
using Pedestal.Hal.Host;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

/// <summary>
/// The document's examples are real: sealed ones were made by tools/samples/python from PROTOCOL.md, and are opened and read here by the
/// product's own code.
/// </summary>
public class ExampleTests
{
    static readonly AsyncApiDocument Document = new();

    public static TheoryData<string> Sealed => [.. Document.MessageTypes.Keys];

    public static TheoryData<string> Json => [.. Document.JsonMessages];

    [Theory]
    [MemberData(nameof(Sealed))]
    public async Task Every_example_of_a_sealed_message_opens_and_has_the_body_that_it_says(string message)
    {
        Assert.NotEmpty(Document.Examples(message));
        foreach (var example in Document.Examples(message))
        {
            var envelope = new Envelope(new HostCipher());
            Assert.Equal(EnvelopeStatus.Ok, envelope.Open(new DeviceKey(Bytes(example, "key")), Bytes(example, "bytes")));
            Assert.Equal(Document.MessageTypes[message], (int)envelope.Type);
            Assert.Equal([.. envelope.Body], Written(envelope.Type, envelope.Body));
            var body = example["body"]!.AsObject();
            Assert.Equal(Document.Members(Document.BodyOf(message)), body.Select(member => member.Key));
            foreach (var (name, value) in body)
            {
                Assert.Equal(value!.ToString().Replace(" ", "", StringComparison.Ordinal), Field(message, name, envelope.Body));
            }

            Assert.Equal([], await Document.ProblemsAsync(Document.BodyOf(message), body.ToJsonString()));
        }
    }

    [Theory]
    [MemberData(nameof(Sealed))]
    public void A_body_has_no_byte_without_a_field(string message)
    {
        var schema = Document.Schema(Document.BodyOf(message));
        var end = 0;
        foreach (var (name, field) in schema["properties"]!.AsObject())
        {
            Assert.True(end == field!["x-offset"]!.GetValue<int>(), $"{name} is not at {end}");
            end += field["x-bytes"]?.GetValue<int>() ?? 0;
        }

        Assert.Equal(schema["x-length"]?.GetValue<int>() ?? 4, end);
    }

    [Theory]
    [MemberData(nameof(Json))]
    public async Task Every_example_of_a_JSON_message_is_valid(string message)
    {
        foreach (var example in Document.Examples(message))
        {
            Assert.Equal([], await Document.ProblemsAsync(message, example["payload"]!.ToJsonString()));
        }
    }

    // Read and written again by the code of pedestal and services.
    static byte[] Written(MessageType type, byte[] body)
    {
        var written = new byte[body.Length];
        switch (type)
        {
            case MessageType.MatchRequest:
                var match = new MatchRequest();
                Assert.True(match.Read(body));
                match.Write(written);
                break;
            case MessageType.MatchReply:
                var found = new MatchReply();
                Assert.True(found.Read(body));
                found.Write(written);
                break;
            case MessageType.TicketRequest:
                var ticket = new TicketRequest();
                Assert.True(ticket.Read(body));
                ticket.Write(written);
                break;
            case MessageType.TicketReply:
                var decided = new TicketReply();
                Assert.True(decided.Read(body));
                decided.Write(written);
                break;
            case MessageType.Command:
                var command = new FleetCommand();
                Assert.True(command.Read(body));
                return command.Write();
            case MessageType.CommandReply:
                var reply = new FleetReply();
                Assert.True(reply.Read(body));
                return reply.Write();
            default:
                var offer = new SessionOffer();
                Assert.True(offer.Read(body));
                return offer.Write();
        }

        return written;
    }

    static string Field(string message, string name, byte[] body)
    {
        var field = Document.Schema($"{Document.BodyOf(message)}/properties/{name}");
        var offset = field["x-offset"]!.GetValue<int>();
        if (field["x-bytes"]?.GetValue<int>() is not { } count)
        {
            return Encoding.ASCII.GetString(body.AsSpan(offset)).Replace(" ", "", StringComparison.Ordinal);
        }

        var bytes = body[offset..(offset + count)];
        return field["type"]!.GetValue<string>() == "string" ? Convert.ToHexStringLower(bytes)
            : bytes.Reverse().Aggregate(0L, (number, one) => number << 8 | one).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    static byte[] Bytes(JsonNode example, string name) =>
        Convert.FromHexString(example[name]!.GetValue<string>().Replace(" ", "", StringComparison.Ordinal));
}
