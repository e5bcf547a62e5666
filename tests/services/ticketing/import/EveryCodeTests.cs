using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging;
using Pedestal.Gm65;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing.Tests;

/// <summary>Every imported code is either redeemed when scanned or refused by name: from the reader's bytes to the desk.</summary>
public sealed class EveryCodeTests
{
    const string Tonight = "tonight";
    static readonly HostCipher Cipher = new();

    // Any printable characters, plus those with a meaning to a spreadsheet, a code reader or ticketing.
    static readonly Gen<string> AnyCode = Gen.Select(
        Among("", "", "R1:", "]Q1", "]", "=", "=\"", " ", "\u00A0", "'", "sep=", "]C0", "\""),
        Gen.Char[' ', '~'].Array[0, TicketRequest.MaximumCodeLength + 2],
        Among("", "", " ", "\"", "\t", "\u00A0", "E+12", "é"),
        (before, middle, after) => before + new string(middle) + after);

    [Fact]
    public void Every_imported_code_is_redeemed_exactly_as_imported_or_refused_by_name() =>
        Gen.Select(AnyCode.Array[1, 12], Gen.Bool.Array[12]).Sample((codes, kinds) =>
        {
            using var folder = new TempFolder();
            using var store = new TicketStore(folder.File("tickets.db"));
            var rows = codes.Select((code, i) =>
                $"\"{code.Replace("\"", "\"\"", StringComparison.Ordinal)}\",kim,{Tonight},{(kinds[i] ? "rotating" : "static")}\n");
            var list = TicketList.Read(Encoding.UTF8.GetBytes("code,account,event,kind\n" + string.Concat(rows)), "list.csv");
            store.Import(list.Rows);
            store.OpenByHand(Tonight);

            Assert.All(list.Errors, error => Assert.Matches("^(code |same code as line)", error.Reason));
            var refused = list.Errors.Select(error => error.Line - 2).ToHashSet();
            Assert.Equal(codes.Length, list.Rows.Count + refused.Count);
            var desk = new Desk(store);
            for (var i = 0; i < codes.Length; i++)
            {
                Assert.True(refused.Contains(i) || desk.Admits(codes[i], kinds[i]), $"'{codes[i]}' cannot be redeemed");
            }
        }, iter: 40, threads: 1);

    [Theory]
    [InlineData("CODE-1 ")]
    [InlineData("  CODE-1")]
    [InlineData("=\"CODE-1\"")]
    public void Scan_and_import_read_a_code_by_the_same_rule(string scanned)
    {
        using var folder = new TempFolder();
        using var store = new TicketStore(folder.File("tickets.db"));
        store.Import([new("CODE-1", "kim", Tonight, false)]);
        store.OpenByHand(Tonight);
        Assert.True(new Desk(store).Admits(scanned, isRotating: false));
    }

    static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    /// <summary>A pedestal's code reader and request, and ticketing's desk.</summary>
    sealed class Desk
    {
        static readonly RotatingCodes Codes = new(new byte[RotatingCodes.KeyLength]);

        readonly ManualTime _time = new();
        readonly Gm65Parser _reader = new(512);
        readonly DeviceKey _key;
        readonly SealedEndpoint _endpoint;
        readonly SendingSession _session = new();
        ulong _id;

        internal Desk(TicketStore store)
        {
            var keys = new KeyRing("demo");
            _key = new DeviceKey(keys.Generate("gate-1"));
            var options = new TicketingOptions { Venue = "demo" };
            var log = new RecordingLog();
            var metrics = new TicketingMetrics(new OwnMeters());
            var offline = new OfflineDesk(options, Codes, keys, _time, log.CreateLogger<OfflineDesk>(), store);
            var tickets = Shows.BuiltIn(store, _time);
            var desk = new TicketDesk(keys, tickets, options, Codes, offline, metrics, _time, log);
            _endpoint = new SealedEndpoint(
                keys, MessageType.TicketRequest, MessageType.TicketReply, Cipher, _time, log, desk.AnswerAsync, TicketDesk.Fallback);
            var offer = Ask([1]);
            Assert.True(_session.Take(offer));
        }

        internal bool Admits(string printed, bool isRotating)
        {
            var code = CodeRule.Normalise(printed);
            var shown = isRotating ? RotatingCodes.Show(code, Codes.SecretOf(code, Tonight), _time.GetUtcNow()) : printed;
            var request = new TicketRequest { Purpose = TicketPurpose.RedeemCode };
            if (!TryScan(shown, request))
            {
                return false;
            }

            var body = new byte[TicketRequest.Length];
            request.Write(body);
            return Requests.DecisionOf(Ask(body).Body) == Decision.Admitted;
        }

        Envelope Ask(byte[] body)
        {
            var envelope = new Envelope(Cipher)
            {
                Type = MessageType.TicketRequest, RequestId = ++_id, RemainingMilliseconds = 1000,
            };
            _session.Number(envelope);
            var reply = _endpoint.HandleAsync("gate-1", envelope.Seal(_key, body), TestContext.Current.CancellationToken).Result;
            Assert.Equal(EnvelopeStatus.Ok, envelope.Open(_key, reply));
            return envelope;
        }

        // A no-break space is printed as a space: QR codes of tickets hold ASCII.
        bool TryScan(string shown, TicketRequest request)
        {
            foreach (var value in Encoding.ASCII.GetBytes(shown.Replace('\u00A0', ' ').Replace('\t', ' ')).Append((byte)'\r'))
            {
                if (_reader.Take(value) == Gm65Event.Code && _reader.Length <= request.Code.Length)
                {
                    _reader.Code.AsSpan(0, request.CodeLength = _reader.Length).CopyTo(request.Code);
                    return true;
                }
            }

            return false;
        }
    }
}
