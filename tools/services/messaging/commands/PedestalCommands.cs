using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Messaging.Commands;

/// <summary>
/// Sends pedestals the commands of their operator, sealed under the key that each of them shares with the operator alone. The link
/// must be connected. For one caller at a time.
/// </summary>
/// <param name="link">The connection to the broker.</param>
/// <param name="keys">The operator's keys, from fleet.keys.json.</param>
public sealed class PedestalCommands(IServiceLink link, KeyRing keys)
{
    static readonly TimeSpan ReplyPatience = TimeSpan.FromSeconds(5);

    // One client for each pedestal, so that both steps of an opening are in one session.
    readonly Dictionary<string, SealedClient> _clients = new(StringComparer.Ordinal);

    /// <summary>Sends a pedestal a command and waits some seconds for its reply.</summary>
    /// <param name="device">The pedestal.</param>
    /// <param name="kind">The command.</param>
    /// <param name="argument">The command's argument; printable ASCII.</param>
    /// <param name="cancellation">Ends the wait; the command may have been carried out.</param>
    /// <exception cref="PedestalCommandException">There is no key for this pedestal, or no reply that can be used.</exception>
    public async Task<FleetReply> AskAsync(string device, CommandKind kind, string argument, CancellationToken cancellation)
    {
        var client = await ClientOfAsync(device, cancellation);
        var body = new FleetCommand { Kind = kind, Argument = argument }.Write();
        var received = await client.AskAsync(body, ReplyPatience, cancellation)
            ?? throw new PedestalCommandException(
                $"\"{device}\" does not reply. Check that it is online (\"fleet watch --once\") and has this fleet.key.");
        var reply = new FleetReply();
        return reply.Read(received)
            ? reply
            : throw new PedestalCommandException($"\"{device}\" sent a reply unknown to this program; update both to the same version.");
    }

    /// <summary>Opens a pedestal's gate once: asks for it, and confirms with the digits of the reply.</summary>
    /// <returns>The reply to the second step, or to the first if the pedestal refuses already then.</returns>
    /// <exception cref="PedestalCommandException">There is no key for this pedestal, or no reply that can be used.</exception>
    public async Task<FleetReply> OpenAsync(string device, CancellationToken cancellation)
    {
        var first = await AskAsync(device, CommandKind.Open, "", cancellation);
        return first.Result == CommandResult.Confirm
            ? await AskAsync(device, CommandKind.Open, first.Text, cancellation)
            : first;
    }

    async Task<SealedClient> ClientOfAsync(string device, CancellationToken cancellation)
    {
        if (_clients.TryGetValue(device, out var known))
        {
            return known;
        }

        if (!keys.TryGet(device, out var key))
        {
            throw new PedestalCommandException(keys.Devices.Count == 0
                ? "The key file contains no pedestal."
                : $"The key file does not contain \"{device}\", only {string.Join(", ", keys.Devices)}.") { IsUnknownPedestal = true };
        }

        var client = new SealedClient(
            link, keys.Venue, device, key, MessageType.Command, new HostCipher(), TimeProvider.System, NullLogger.Instance);
        await client.StartAsync(cancellation);
        return _clients[device] = client;
    }
}
