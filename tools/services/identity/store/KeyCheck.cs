using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Checks that a database and a store key belong together.</summary>
static class KeyCheck
{
    const string Owner = "key-check";

    /// <summary>Loads the database's key, or creates one for a new database.</summary>
    public static StoreKey LoadKey(Database database, string keyFile) => database.Write(session =>
    {
        var check = session.Value("SELECT sealed FROM key_check") as byte[];
        if (!File.Exists(keyFile) && check is not null)
        {
            throw new PalmStoreException(PalmStoreError.KeyMissing,
                $"{database.Name} exists, but its store key {keyFile} is missing. Restore the key file from backup; "
                + "without it the stored palms cannot be read.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
        var key = File.Exists(keyFile) ? StoreKey.Load(keyFile) : StoreKey.Create(keyFile);
        if (check is null)
        {
            session.Run("INSERT INTO key_check VALUES(@sealed)", ("sealed", key.Seal([], Owner)));
        }
        else if (!key.TryOpen(check, Owner, out _))
        {
            throw new PalmStoreException(PalmStoreError.WrongKey,
                $"The store key does not belong to {database.Name}. Restore the key file the database was created with.");
        }

        return key;
    });
}
