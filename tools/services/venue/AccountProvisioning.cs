using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>
/// The broker accounts, beside the key files: digests for the broker, and each service's password for the service.
/// </summary>
public static class AccountProvisioning
{
    /// <summary>The account file for the embedded broker and for Mosquitto; contains only digests of the passwords.</summary>
    public const string File = "broker.accounts";

    /// <summary>The file with a service's or an operator's password.</summary>
    public static string PasswordFile(string account, string folder) => Path.Combine(folder, account + ".password");

    /// <summary>Creates an account for another operator's program, if it does not exist.</summary>
    /// <exception cref="KeyFileException">A file cannot be used.</exception>
    /// <exception cref="ArgumentException">The name cannot be used.</exception>
    internal static void AddOperator(string name, string venue, string folder)
    {
        DeviceNames.Check(name, "operator");
        using var turn = Provisioning.Turn(folder);
        Save(Load(folder, venue), folder, [$"{BrokerAccounts.Operators}@{name}"]);
    }

    /// <summary>The folder's accounts; none if there is no file yet.</summary>
    /// <exception cref="KeyFileException">The file cannot be used, or belongs to another venue.</exception>
    internal static BrokerAccounts Load(string folder, string venue)
    {
        var file = Path.Combine(folder, File);
        if (!System.IO.File.Exists(file))
        {
            return new BrokerAccounts(venue);
        }

        var accounts = BrokerAccounts.Load(file);
        return accounts.Venue == venue
            ? accounts
            : throw new KeyFileException(file, $"belongs to venue \"{accounts.Venue}\", not \"{venue}\".");
    }

    /// <summary>Saves the accounts, and creates missing accounts of services.</summary>
    /// <exception cref="KeyFileException">A file cannot be written.</exception>
    internal static void Save(BrokerAccounts accounts, string folder, IEnumerable<string> services)
    {
        foreach (var service in services.Where(service => !accounts.Has(service)))
        {
            SavePassword(PasswordFile(service, folder), accounts.Renew(service));
        }

        // Last: an account whose password nobody has is useless.
        accounts.Save(Path.Combine(folder, File));
    }

    static void SavePassword(string file, string password)
    {
        try
        {
            SecretFile.Replace(file, password + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(file, $"cannot be written: {e.Message}", e);
        }
    }
}
