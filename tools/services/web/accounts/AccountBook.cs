using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Storage;

namespace Pedestal.Web.Accounts;

/// <summary>
/// The people with local accounts. A person is invited by a link that sets a password once; five wrong passwords in a row lock the
/// account for five minutes. Passwords are stored as ASP.NET's hash of them, links as their SHA-256.
/// </summary>
public sealed class AccountBook : IDisposable
{
    /// <summary>Shortest password in characters.</summary>
    public const int ShortestPassword = 10;

    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public const int MostFailures = 5;

    const int LongestPassword = 256;
    const int Rounds = 210_000;

    /// <summary>How long an account stays locked.</summary>
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(5);

    /// <summary>How long an invitation can be used.</summary>
    public static readonly TimeSpan InvitationTime = TimeSpan.FromDays(2);

    static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    // Compared with what is given for a name that nobody has, so that it takes as long.
    static readonly Lazy<string> NobodysPassword = new(() => Hasher.HashPassword("", "nobody's password"));

    readonly Database _database;
    readonly TimeProvider _time;

    /// <summary>Opens the database.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public AccountBook(string source, TimeProvider time)
    {
        _database = Database.Open(source, new Component("pages", typeof(AccountBook).Assembly));
        _time = time;
        Acts = new PageActs(_database, time);
    }

    /// <summary>What people did at the pages.</summary>
    public PageActs Acts { get; }

    /// <summary>All accounts, by name.</summary>
    public IReadOnlyList<Account> List() => _database.Read(session => session.Rows(
        "SELECT name, role, seen_at, locked_until, password, invited_until FROM accounts WHERE name <> @first ORDER BY name", row => new Account(
            row.GetString(0), Enum.Parse<PersonRole>(row.GetString(1)), Instant(row, 2),
            Instant(row, 3) is { } until && until > _time.GetUtcNow() ? until : null, !row.IsDBNull(4), Instant(row, 5)), ("first", Invitations.First)));

    /// <summary>
    /// The link's token with which the first person becomes administrator; null once anybody has a password. Each call replaces the one
    /// before.
    /// </summary>
    public string? InviteFirst() => _database.Write(session =>
        session.Number("SELECT count(*) FROM accounts WHERE password IS NOT NULL") > 0 ? null
            : Invitations.Make(session, Invitations.First, PersonRole.Administrator, _time.GetUtcNow()));

    /// <summary>Invites a person, or gives one a new invitation; returns the link's token. A present password stays until it is used.</summary>
    /// <exception cref="AccountException">Nobody can have this name.</exception>
    public string Invite(string name, PersonRole role, string by)
    {
        name = Checked(name);
        return _database.Write(session =>
        {
            if (session.Value("SELECT role FROM accounts WHERE name = @name", ("name", name)) is string held && held != role.ToString())
            {
                throw new AccountException($"{name} is {Enum.Parse<PersonRole>(held).Words()} already. Change the role in the list.");
            }

            PageActs.Write(session, new PageAct(_time.GetUtcNow(), by, PageActKind.Invited, name, role.Words()));
            return Invitations.Make(session, name, role, _time.GetUtcNow());
        });
    }

    /// <summary>Whose invitation a token is, with the role; the name is null for the first person. Null if it cannot be used.</summary>
    public (string? Name, PersonRole Role)? FindInvitation(string token) =>
        _database.Read(session => Invitations.Find(session, token, _time.GetUtcNow()));

    /// <summary>Sets the password of the person with an invitation, which is used up.</summary>
    /// <exception cref="AccountException">The invitation, name or password cannot be used.</exception>
    public SignedIn Join(string token, string name, string password)
    {
        name = Checked(name);
        if (password.Length is < ShortestPassword or > LongestPassword || (name.Length > 2 && password.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new AccountException($"A password has {ShortestPassword} to {LongestPassword} characters and does not contain the name.");
        }

        var hash = Hasher.HashPassword(name, password);
        return _database.Write(session =>
        {
            var invited = Invitations.Find(session, token, _time.GetUtcNow())
                ?? throw new AccountException("This invitation was used or is too old. Ask an administrator for another one.");
            if (invited.Name is null && session.Value("SELECT 1 FROM accounts WHERE name = @name", ("name", name)) is not null)
            {
                throw new AccountException("This name is taken.");
            }

            var joined = new SignedIn(invited.Name ?? name, invited.Role, NewStamp());
            session.Run(
                """
                UPDATE accounts SET name = @name, password = @hash, stamp = @stamp, failures = 0, locked_until = NULL, seen_at = @now,
                    invitation = NULL, invited_until = NULL
                WHERE name = @was
                """,
                ("name", joined.Name), ("hash", hash), ("stamp", joined.Stamp), ("now", Now), ("was", invited.Name ?? Invitations.First));
            PageActs.Write(session, new PageAct(_time.GetUtcNow(), joined.Name, PageActKind.Joined, Detail: joined.Role.Words()));
            return joined;
        });
    }

    /// <summary>The person with this name and password; null if there is none or the account is locked, which takes as long.</summary>
    public SignedIn? SignIn(string name, string password)
    {
        name = NameRule.Normalise(name);
        var known = _database.Read(session => session.Rows(
            "SELECT role, password, stamp, locked_until FROM accounts WHERE name = @name AND password IS NOT NULL",
            row => (Role: Enum.Parse<PersonRole>(row.GetString(0)), Hash: row.GetString(1), Stamp: row.GetString(2), Until: Instant(row, 3)),
            ("name", name))).FirstOrDefault();
        var isRight = Hasher.VerifyHashedPassword(name, known.Hash ?? NobodysPassword.Value,
            password.Length > LongestPassword ? "" : password) != PasswordVerificationResult.Failed;
        if (known.Hash is null || known.Until > _time.GetUtcNow())
        {
            return null;
        }

        return _database.Write(session => isRight ? Note(session, new SignedIn(name, known.Role, known.Stamp)) : Fail(session, name));
    }

    /// <summary>Whether a session's stamp is still that of its account.</summary>
    public bool IsCurrent(string name, string stamp) => _database.Read(session =>
        session.Value("SELECT stamp FROM accounts WHERE name = @name", ("name", name)) as string) == stamp;

    /// <summary>Gives a person another role, which ends the person's sessions.</summary>
    /// <exception cref="AccountException">Nobody would be administrator, or there is no such person.</exception>
    public void SetRole(string name, PersonRole role, string by) => Change(name, by, PageActKind.RoleChanged, role.Words(),
        "UPDATE accounts SET role = @role, stamp = @stamp WHERE name = @name", ("role", role.ToString()), ("stamp", NewStamp()));

    /// <summary>Removes a person, whose sessions end; what the person did stays in the table of acts.</summary>
    /// <exception cref="AccountException">Nobody would be administrator, or there is no such person.</exception>
    public void Remove(string name, string by) =>
        Change(name, by, PageActKind.Removed, null, "DELETE FROM accounts WHERE name = @name");

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    SignedIn Note(Session session, SignedIn person)
    {
        session.Run("UPDATE accounts SET failures = 0, locked_until = NULL, seen_at = @now WHERE name = @name", ("now", Now), ("name", person.Name));
        PageActs.Write(session, new PageAct(_time.GetUtcNow(), person.Name, PageActKind.SignedIn));
        return person;
    }

    SignedIn? Fail(Session session, string name)
    {
        session.Run("UPDATE accounts SET failures = failures + 1 WHERE name = @name", ("name", name));
        if (session.Number("SELECT failures FROM accounts WHERE name = @name", ("name", name)) >= MostFailures)
        {
            session.Run("UPDATE accounts SET failures = 0, locked_until = @until WHERE name = @name",
                ("until", (_time.GetUtcNow() + Lock).ToUnixTimeSeconds()), ("name", name));
            PageActs.Write(session, new PageAct(_time.GetUtcNow(), name, PageActKind.Locked));
        }

        return null;
    }

    void Change(string name, string by, PageActKind kind, string? detail, string statement, params (string, object?)[] values) =>
        _database.Write(session =>
        {
            if (session.Run(statement, [("name", name), .. values]) == 0)
            {
                throw new AccountException($"There is no account \"{name}\".");
            }

            if (session.Number("SELECT count(*) FROM accounts WHERE role = 'Administrator' AND password IS NOT NULL") == 0)
            {
                throw new AccountException("Nobody would be administrator. Make somebody else administrator first.");
            }

            PageActs.Write(session, new PageAct(_time.GetUtcNow(), by, kind, name, detail));
        });

    static string Checked(string written)
    {
        var name = NameRule.Normalise(written);
        var isReserved = name.Contains('*', StringComparison.Ordinal) || name == RoleRequirement.Machine;
        return (PersonRoles.RefusalOf(name) ?? (isReserved ? "This name is taken." : null)) is { } refusal
            ? throw new AccountException(refusal) : name;
    }

    long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    internal static string NewStamp() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));
}
