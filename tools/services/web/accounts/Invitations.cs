using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging.Operators;
using Pedestal.Storage;

namespace Pedestal.Web.Accounts;

/// <summary>Links that set a password once: rows of the accounts, with the link's SHA-256 in place of it.</summary>
static class Invitations
{
    /// <summary>The name of whoever will open the first link; nobody can choose it, because a chosen name has no asterisk.</summary>
    public const string First = "*first*";

    /// <summary>Makes the link's token of an account, which is added if there is none of this name. The one before ends.</summary>
    public static string Make(Session session, string name, PersonRole role, DateTimeOffset now)
    {
        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        session.Run(
            """
            INSERT INTO accounts(name, role, stamp, created_at, invitation, invited_until) VALUES(@name, @role, @stamp, @now, @digest, @until)
            ON CONFLICT (name) DO UPDATE SET invitation = @digest, invited_until = @until
            """,
            ("name", name), ("role", role.ToString()), ("stamp", AccountBook.NewStamp()), ("now", now.ToUnixTimeSeconds()),
            ("digest", DigestOf(token)), ("until", (now + AccountBook.InvitationTime).ToUnixTimeSeconds()));
        return token;
    }

    /// <summary>Whose invitation a token is; the name is null for the first person. Null if it cannot be used.</summary>
    public static (string? Name, PersonRole Role)? Find(Session session, string token, DateTimeOffset now) => session.Rows(
        "SELECT name, role FROM accounts WHERE invitation = @digest AND invited_until > @now",
        row => ((string? Name, PersonRole Role)?)(row.GetString(0) is First ? null : row.GetString(0), Enum.Parse<PersonRole>(row.GetString(1))),
        ("digest", DigestOf(token)), ("now", now.ToUnixTimeSeconds())).FirstOrDefault();

    static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
