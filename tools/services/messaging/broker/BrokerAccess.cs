using System.Collections;
using System.Security.Cryptography;
using System.Text;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>
/// Who may connect to the embedded broker, under which client identifier, and what each account may write and hear. Safe for
/// concurrent callers.
/// </summary>
sealed class BrokerAccess
{
    /// <summary>The account of connections that this process makes to itself; a name that no file can have. It hears nothing.</summary>
    internal const string Own = "*own";

    const string Holder = "account";

    readonly MqttServer _server;
    readonly AccountFile? _file;
    readonly bool _isRequired;
    readonly Func<string, bool> _isLink;
    readonly LimitLog _log;

    /// <summary>Watches over a server that has not started yet.</summary>
    /// <param name="server">The broker.</param>
    /// <param name="file">The accounts; null for none, and then only strangers connect.</param>
    /// <param name="isRequired">Whether strangers are refused.</param>
    /// <param name="isLink">Whether a client identifier is that of a service in this process.</param>
    /// <param name="log">Says who was refused.</param>
    internal BrokerAccess(MqttServer server, AccountFile? file, bool isRequired, Func<string, bool> isLink, LimitLog log)
    {
        (_server, _file, _isRequired, _isLink, _log) = (server, file, isRequired, isLink, log);
        server.ValidatingConnectionAsync += Validate;
        server.InterceptingPublishAsync += CheckPublish;
        server.InterceptingSubscriptionAsync += CheckSubscription;
    }

    /// <summary>The password of <see cref="Own"/>, for as long as this broker runs.</summary>
    internal string OwnPassword { get; } = RandomNumberGenerator.GetHexString(48);

    /// <summary>Takes over a changed file; whoever is connected under an account that is no more, or another by now, is cut.</summary>
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
                _log.Reached(held.Name, "its account has changed: cut");
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
            _log.Reached(asked.UserName ?? "", "no account, or another password: refused");
        }
        else if (!IsOf(account.Name, asked.ClientId))
        {
            asked.ReasonCode = MqttConnectReasonCode.ClientIdentifierNotValid;
            asked.ReasonString = "the client identifier must be the account's name; a service may add / and more";
            _log.Reached(account.Name, "a client identifier that is not of its account: refused");
        }
        else
        {
            asked.SessionItems[Holder] = account;
        }
    }

    // A pedestal has one connection, so that it cannot take up those of all; services and operators may have several.
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

    // Also for a last will.
    Task CheckPublish(InterceptingPublishEventArgs publish)
    {
        var topic = publish.ApplicationMessage.Topic ?? "";
        if (!May(publish.SessionItems, publish.ClientId, account => TopicRights.MayWrite(account.Name, account.Venue, topic)))
        {
            publish.ProcessPublish = false;
            publish.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            _log.Reached(NameOf(publish.SessionItems), "a topic that it may not write: refused");
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
            _log.Reached(NameOf(asked.SessionItems), "a topic that it may not hear: refused");
        }

        return Task.CompletedTask;
    }

    /// <summary>By the account's rights; a service in this process may everything, and where no account is needed a stranger too.</summary>
    bool May(IDictionary? items, string client, Func<Account, bool> hasRight) =>
        items?[Holder] is Account account ? hasRight(account) : !_isRequired || _isLink(client);

    static string NameOf(IDictionary? items) => (items?[Holder] as Account)?.Name ?? "";

    /// <summary>Who connected.</summary>
    /// <param name="Name">The account.</param>
    /// <param name="Venue">Whose topics it may use.</param>
    /// <param name="Digest">What was stored of its password then.</param>
    sealed record Account(string Name, string Venue, string? Digest);
}
