using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Pedestal.Bench;

/// <summary>
/// A page of the night that is open as in a browser, but for drawing: it starts the page's components, receives each change of what they
/// show and acknowledges it.
/// </summary>
sealed partial class Circuit : IAsyncDisposable
{
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    readonly OperatorSession _session;
    readonly Stream _stream;
    readonly PipeReader _received;
    readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock _lock = new();
    string _components = "";
    string _state = "";
    Task _reading = Task.CompletedTask;
    CircuitTally _tally;

    Circuit(OperatorSession session, ClientWebSocket socket)
    {
        _session = session;
        _stream = WebSocketStream.Create(socket, WebSocketMessageType.Binary, ClosePatience);
        _received = PipeReader.Create(_stream);
    }

    /// <summary>Raised on another thread with each batch that changed what the page shows.</summary>
    public event Action<byte[]>? Changed;

    /// <summary>What it received since <see cref="Begin"/>.</summary>
    public CircuitTally Tally
    {
        get
        {
            lock (_lock)
            {
                return _tally.At(Stopwatch.GetTimestamp());
            }
        }
    }

    /// <summary>Opens a page and waits until it shows something.</summary>
    /// <exception cref="InvalidDataException">The server does not start it.</exception>
    public static async Task<Circuit> OpenAsync(OperatorSession session, CancellationToken stop)
    {
        var document = await session.TonightAsync(stop);
        var components = Component().Matches(document).Select((component, i) =>
            $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{component.Groups[1].Value}}}""").ToArray();
        if (components.Length == 0)
        {
            throw new InvalidDataException("The page of the night has no interactive component.");
        }

        var circuit = new Circuit(session, await session.ConnectAsync(stop))
        {
            _components = $$"""{"batchId":1,"operations":[{{string.Join(',', components)}}]}""", _state = State().Match(document).Groups[1].Value,
        };
        circuit._reading = circuit.ReadAsync();
        await circuit._shown.Task.WaitAsync(stop);
        return circuit;
    }

    /// <summary>Begins to count.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _tally = _tally with { Batches = 0, Bytes = 0, Longest = TimeSpan.Zero, Last = Stopwatch.GetTimestamp() };
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
    }

    async Task ReadAsync()
    {
        try
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(BlazorPack.Handshake));
            await ReadHandshakeAsync();
            await SendAsync("1", "StartCircuit", $"{_session.Site}", $"{_session.Site}", "[]", _state);
            while (true)
            {
                var result = await _received.ReadAsync();
                var buffer = result.Buffer;
                while (BlazorPack.Take(ref buffer) is { } message)
                {
                    await HandleAsync(message);
                }

                _received.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    throw new InvalidDataException("The server closed the connection.");
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or WebSocketException or ObjectDisposedException)
        {
            lock (_lock)
            {
                _tally = _tally with { End = e.Message };
            }

            _shown.TrySetException(e);
        }
    }

    async Task ReadHandshakeAsync()
    {
        while (true)
        {
            var result = await _received.ReadAsync();
            if (result.Buffer.PositionOf(BlazorPack.HandshakeEnd) is { } end)
            {
                var reply = Encoding.UTF8.GetString(result.Buffer.Slice(0, end));
                _received.AdvanceTo(result.Buffer.GetPosition(1, end));
                if (reply != "{}")
                {
                    throw new InvalidDataException($"The server does not speak the pages' protocol: {reply}");
                }

                return;
            }

            _received.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
            {
                throw new InvalidDataException("The server closed the connection.");
            }
        }
    }

    async Task HandleAsync(object?[] message)
    {
        switch (message)
        {
            case [BlazorPack.Completion, _, "1", _, string]:
                await SendAsync(null, "UpdateRootComponents", _components, _state);
                break;
            case [BlazorPack.Invocation, _, _, "JS.RenderBatch", object?[] and [long id, byte[] batch], ..]:
                await SendAsync(null, "OnRenderCompleted", id, null);
                Note(batch);
                break;
            case [BlazorPack.Invocation, _, _, "JS.BeginInvokeJS", object?[] and [long and not 0 and var call, ..], ..]:
                // There is no script to run: it did its work and returns nothing.
                await SendAsync(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");
                break;
            case [BlazorPack.Invocation, _, _, "JS.Error", object?[] and [var error, ..], ..]:
                throw new InvalidDataException($"{error}");
            case [BlazorPack.Completion or BlazorPack.Close, ..]:
                throw new InvalidDataException($"The server ended the page: {string.Join(' ', message[1..].OfType<string>())}");
        }
    }

    async Task SendAsync(string? id, string target, params object?[] arguments) =>
        await _stream.WriteAsync(BlazorPack.Call(id, target, arguments));

    void Note(byte[] batch)
    {
        if (!RenderBatch.HasText(batch))
        {
            return;
        }

        lock (_lock)
        {
            _tally = _tally.With(batch.Length, Stopwatch.GetTimestamp());
        }

        Changed?.Invoke(batch);
        _shown.TrySetResult();
    }

    [GeneratedRegex(@"<!--Blazor:(\{.*?\})-->")]
    private static partial Regex Component();

    [GeneratedRegex(@"<!--Blazor-Server-Component-State:([\w+/=]+)-->")]
    private static partial Regex State();
}
