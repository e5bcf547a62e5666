using System.Collections;
using System.Security.Cryptography;
using System.Text;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>
/// Who may connect to the embedded broker, under which client identifier, and what each account may publish and subscribe to.
/// Safe for concurrent callers.
/// </summary>
sealed class BrokerAccess
{
    /// <summary>
    /// The account of connections that this process makes to itself; no account file can contain this name. It may subscribe to
    /// nothing.
    /// </summary>
    internal const string Own = "*own";

    const string Holder = "account";

    readonly MqttServer _server;
    readonly AccountFile? _file;
    readonly bool _isRequired;
    readonly Func<string, bool> _isLink;
    readonly LimitLog _log;

    /// <summary>Guards a server that has not started yet.</summary>
    /// <param name="server">The broker.</param>
    /// <param name="file">The accounts; null for none, and then only anonymous clients connect.</param>
    /// <param name="isRequired">Whether anonymous clients are refused.</param>
    /// <param name="isLink">Whether a client identifier is that of a service in this process.</param>
    /// <param name="log">Logs who was refused.</param>
    internal BrokerAccess(MqttServer server, AccountFile? file, bool isRequired, Func<string, bool> isLink, LimitLog log)
    {
        (_server, _file, _isRequired, _isLink, _log) = (server, file, isRequired, isLink, log);
        server.ValidatingConnectionAsync += Validate;
        server.InterceptingPublishAsync += CheckPublish;
        server.InterceptingSubscriptionAsync += CheckSubscription;
    }

    /// <summary>The password of <see cref="Own"/>, for as long as this broker runs.</summary>
    internal string OwnPassword { get; } = RandomNumberGenerator.GetHexString(48);

    /// <summary>Adopts a changed account file and disconnects clients whose account was removed or changed.</summary>
    internal async Task RefreshAsync()
    {
        if (_file?.Refresh() != true)
        {
            return;
        }

        foreach (var client in await _server.GetClientsAsync())
        {
            if (client.Session.Items[Holder] is Account held && held.Name != Own
                && _file.Accounts.DigestOf(held.Name) != held.Digest)
            {
                _log.Reached(held.Name, "its account has changed: disconnected");
                await client.DisconnectAsync(new MqttServerClientDisconnectOptions
                {
                    ReasonCode = MqttDisconnectReasonCode.NotAuthorized,
                });
            }
        }
    }

    async Task Validate(ValidatingConnectionEventArgs asked)
    {
        if (!_isRequired && (_file is null || string.IsNullOrEmpty(asked.UserName)))
        {
            return;
        }

        await RefreshAsync();
        if (Login(asked.UserName ?? "", asked.RawPassword) is not { } account)
        {
            asked.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            _log.Reached(asked.UserName ?? "", "unknown account or wrong password: refused");
        }
        else if (!IsOf(account.Name, asked.ClientId))
        {
            asked.ReasonCode = MqttConnectReasonCode.ClientIdentifierNotValid;
            asked.ReasonString = "the client identifier must be the account's name; a service may append / and a suffix";
            _log.Reached(account.Name, "client identifier does not match the account: refused");
        }
        else
        {
            asked.SessionItems[Holder] = account;
        }
    }

    // A pedestal has one connection, so that it cannot use up everybody's; services and operators may have several.
    static bool IsOf(string account, string? client) => client == account
        || (client?.StartsWith(account + "/", StringComparison.Ordinal) == true
            && (account == Own || !TopicRights.IsDevice(account)));

    Account? Login(string name, ReadOnlySpan<byte> password)
    {
        if (name == Own)
        {
            return CryptographicOperations.FixedTimeEquals(password, Encoding.ASCII.GetBytes(OwnPassword))
                ? new Account(Own, "", null)
                : null;
        }

        return _file?.Accounts is { } accounts && accounts.IsPassword(name, password)
            ? new Account(name, accounts.Venue, accounts.DigestOf(name))
            : null;
    }

    // Called for last wills too.
    Task CheckPublish(InterceptingPublishEventArgs publish)
    {
        var topic = publish.ApplicationMessage.Topic ?? "";
        if (!May(publish.SessionItems, publish.ClientId, account => TopicRights.MayWrite(account.Name, account.Venue, topic)))
        {
            publish.ProcessPublish = false;
            publish.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            _log.Reached(NameOf(publish.SessionItems), "publish to a topic it has no right to: refused");
        }

        return Task.CompletedTask;
    }

    Task CheckSubscription(InterceptingSubscriptionEventArgs asked)
    {
        var filter = asked.TopicFilter.Topic;
        if (!May(asked.SessionItems, asked.ClientId, account => TopicRights.MayHear(account.Name, account.Venue, filter)))
        {
            asked.ProcessSubscription = false;
            asked.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            _log.Reached(NameOf(asked.SessionItems), "subscription to a topic it has no right to: refused");
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Applies the account's rights. A service in this process may do everything, and so may anonymous clients where no account
    /// is needed.
    /// </summary>
    bool May(IDictionary? items, string client, Func<Account, bool> hasRight) =>
        items?[Holder] is Account account ? hasRight(account) : !_isRequired || _isLink(client);

    static string NameOf(IDictionary? items) => (items?[Holder] as Account)?.Name ?? "";

    /// <summary>A connected account.</summary>
    /// <param name="Name">The account.</param>
    /// <param name="Venue">The venue whose topics it may use.</param>
    /// <param name="Digest">The stored password digest at the time it connected.</param>
    sealed record Account(string Name, string Venue, string? Digest);
}
