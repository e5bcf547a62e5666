using System.CommandLine;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>The command "audit verify": checks the audit log's chain of hashes.</summary>
static class AuditCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var database = new Option<string>("--database")
        {
            Description = "The matcher's database.", DefaultValueFactory = _ => new MatcherOptions().Database,
        };
        var kept = new Option<string>("--head")
        {
            Description = "A hash kept elsewhere, such as a certificate's auditHead: the log must contain it.",
        };
        var verify = new Command("verify",
            "Checks that no entry was altered, removed or put in; prints their number and the last one's hash. "
            + "The matcher may be running.")
        {
            database, kept,
        };
        verify.SetAction((parsed, _) => MatcherCommands.GuardedAsync(() =>
        {
            var check = PalmAudit.Verify(parsed.GetRequiredValue(database), Hash(parsed.GetValue(kept)));
            var head = Convert.ToHexStringLower(check.Head);
            Console.WriteLine(check.BrokenAt is { } entry
                ? $"Broken at entry {entry}: {check.Entries} entries before it are as written, up to {head}."
                : $"{check.Entries} entries are as written, up to {head}.");
            return Task.FromResult(check.BrokenAt is null ? 0 : 1);
        }));
        return new Command("audit", "The log of enrolments, deletions and purges.") { verify };
    }

    static byte[]? Hash(string? digits) => digits is null ? null
        : digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits)
        : throw new ArgumentException("--head is a hash of 64 hexadecimal digits.");
}
