using Npgsql;
using NpgsqlTypes;
using Pedestal.Identity;
using Pedestal.Storage;

namespace Pedestal.Bench;

/// <summary>Fills an empty database of palms, as enrolments would, but at once and without tokens.</summary>
static class ShardStore
{
    /// <summary>Stores so many persons, with two palms of three templates each.</summary>
    /// <returns>Number of templates.</returns>
    public static int Fill(string database, string keyFile, PalmSet palms, int persons)
    {
        PalmStore.Open(database, keyFile, TimeProvider.System).Dispose();
        var key = StoreKey.Load(keyFile);
        using var source = Database.ConnectionsTo(database, TimeProvider.System);
        using var connection = (NpgsqlConnection)source.OpenConnection();
        Run($"INSERT INTO consents(text_version, text_digest, agreed_at) SELECT 1, '\\x00', 1 FROM generate_series(1, {persons})");
        Run("INSERT INTO persons(consent, enrolled_at) SELECT id, 1 FROM consents ORDER BY id");
        Run("INSERT INTO palms(person, side, captured_at) SELECT id, side, 1 FROM persons, (VALUES (1), (2)) AS sides(side) ORDER BY id, side");
        var count = 0;
        using (var copy = connection.BeginBinaryImport("COPY templates(palm, sample, sealed) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var template in PopulationPalms.Bytes(palms, persons))
            {
                var (palm, sample) = (PopulationPalms.NumberOf(count / PopulationPalms.TemplatesPerPalm), count % PopulationPalms.TemplatesPerPalm);
                var person = (palm + 1) / PopulationPalms.PerPerson;
                copy.StartRow();
                copy.Write(palm, NpgsqlDbType.Bigint);
                copy.Write((long)sample, NpgsqlDbType.Bigint);
                copy.Write(key.Seal(template, FormattableString.Invariant($"template of person {person}, palm {palm}, sample {sample}")), NpgsqlDbType.Bytea);
                count++;
            }

            copy.Complete();
        }

        Run("ANALYZE");
        return count;

        void Run(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.ExecuteNonQuery();
        }
    }
}
