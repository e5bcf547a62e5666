using System.Data.Common;
using System.Globalization;

namespace Pedestal.Storage;

/// <summary>Migrates a database's tables: numbered scripts, each run once and recorded in schema_version.</summary>
static class Migrations
{
    const string Versions = """
        CREATE TABLE IF NOT EXISTS schema_version(
            version INTEGER PRIMARY KEY,
            script TEXT NOT NULL,
            component TEXT NOT NULL,
            applied_at TEXT NOT NULL)
        """;

    const string Note = "INSERT INTO schema_version VALUES(@version, @script, @component, @at)";

    public static void Apply(Database database, Component component) => database.Write(session =>
    {
        Apply(database, component, session);
        return true;
    }, Database.LongPatience);

    static void Apply(Database database, Component component, Session session)
    {
        try
        {
            session.Run(Versions);
            var scripts = Scripts(database.Dialect, component);
            var done = (int)session.Number("SELECT max(version) FROM schema_version");
            Check(database, component, session, done, scripts.Count);
            for (var i = done; i < scripts.Count; i++)
            {
                session.Run(Text(scripts[i], component));
                session.Run(Note, ("version", i + 1), ("script", scripts[i]), ("component", component.Name),
                    ("at", DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture)));
            }
        }
        catch (DbException e) when (database.NameOf(e) is null)
        {
            throw new StorageException(StorageError.UnknownSchema,
                $"{database.Name} has tables of another program ({e.Message}). Use another database.", e);
        }
    }

    static void Check(Database database, Component component, Session session, int done, int known)
    {
        if (done > known)
        {
            throw new StorageException(StorageError.UnknownSchema,
                $"{database.Name} has tables of version {done}; this program knows versions up to {known}. "
                + "Use the program that created it, or another database.");
        }

        var owner = session.Value("SELECT max(component) FROM schema_version") as string;
        if (owner is not null && owner != component.Name)
        {
            throw new StorageException(StorageError.AnotherComponent,
                $"{database.Name} belongs to {owner}, not to {component.Name}. Each component needs a database of its own.");
        }
    }

    // In numerical order, without gaps.
    static List<string> Scripts(string dialect, Component component) =>
        [.. component.Scripts.GetManifestResourceNames()
            .Where(name => name.StartsWith(dialect + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    static string Text(string script, Component component)
    {
        using var stream = component.Scripts.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
