using System.CommandLine;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>The commands "audit verify" and "audit rotate-key": the audit log's chain of hashes and its keys.</summary>
static class AuditCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var database = new Option<string>("--database")
        {
            Description = "The matcher's database.", DefaultValueFactory = _ => new MatcherOptions().Database,
        };
        var key = new Option<string>("--key")
        {
            Description = "The keys of the log, which are not in the database.",
            DefaultValueFactory = _ => PalmAudit.KeyFileBeside(new MatcherOptions().StoreKeyFile),
        };
        var kept = new Option<string>("--head")
        {
            Description = "A hash kept elsewhere, such as a certificate's auditHead: the log must contain it.",
        };
        var verify = new Command("verify",
            "Checks that no entry was altered, removed or put in; prints their number and the last one's hash. "
            + "The matcher may be running.")
        {
            database, key, kept,
        };
        verify.SetAction((parsed, _) => MatcherCommands.GuardedAsync(() =>
        {
            var check = PalmAudit.Verify(
                parsed.GetRequiredValue(database), parsed.GetRequiredValue(key), Hash(parsed.GetValue(kept)));
            var head = Convert.ToHexStringLower(check.Head);
            Console.WriteLine(check.BrokenAt is { } entry
                ? $"Broken at entry {entry}: {check.Entries} entries before it are as written, up to {head}."
                : $"{check.Entries} entries are as written, up to {head}.");
            return Task.FromResult(check.BrokenAt is null ? 0 : 1);
        }));
        var rotate = new Command("rotate-key",
            "Goes on under a new key, which is added to the file. The matcher may be running. Bring a backup of the file up to date.")
        {
            database, key,
        };
        rotate.SetAction((parsed, _) => MatcherCommands.GuardedAsync(() =>
        {
            var entry = PalmAudit.RotateKey(
                parsed.GetRequiredValue(database), parsed.GetRequiredValue(key), DateTimeOffset.UtcNow);
            Console.WriteLine($"Entries from {entry.Number} on have a new key; the log is up to {Convert.ToHexStringLower(entry.Hash)}.");
            return Task.FromResult(0);
        }));
        return new Command("audit", "The log of enrolments, deletions and purges.") { verify, rotate };
    }

    static byte[]? Hash(string? digits) => digits is null ? null
        : digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits)
        : throw new ArgumentException("--head is a hash of 64 hexadecimal digits.");
}
