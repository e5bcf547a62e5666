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
            Description = "The file of the log's keys, which are not in the database.",
            DefaultValueFactory = _ => PalmAudit.KeyFileBeside(new MatcherOptions().StoreKeyFile),
        };
        var kept = new Option<string>("--head")
        {
            Description = "A hash kept elsewhere, such as a certificate's auditHead: the log must contain it.",
        };
        var verify = new Command("verify",
            "Checks that no entry was altered, removed or inserted; prints the number of entries and the last one's hash. "
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
                ? $"Broken at entry {entry}: {check.Entries} entries before it are intact, up to {head}."
                : $"{check.Entries} entries are intact, up to {head}.");
            return Task.FromResult(check.BrokenAt is null ? 0 : 1);
        }));
        var rotate = new Command("rotate-key",
            "Switches to a new key, which is added to the file. The matcher may be running. Renew the file's backup afterwards.")
        {
            database, key,
        };
        rotate.SetAction((parsed, _) => MatcherCommands.GuardedAsync(() =>
        {
            var entry = PalmAudit.RotateKey(
                parsed.GetRequiredValue(database), parsed.GetRequiredValue(key), DateTimeOffset.UtcNow);
            Console.WriteLine($"Entries from {entry.Number} on have a new key; the last hash is {Convert.ToHexStringLower(entry.Hash)}.");
            return Task.FromResult(0);
        }));
        return new Command("audit", "The log of enrolments, deletions and purges.") { verify, rotate };
    }

    static byte[]? Hash(string? digits) => digits is null ? null
        : digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits)
        : throw new ArgumentException("--head must be a hash of 64 hexadecimal digits.");
}
