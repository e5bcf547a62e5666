using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Pedestal.Storage.Tests;

/// <summary>Every fault around an SQLite file is identified, with the place and what to do.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Sqlite);
    readonly Database _database;

    public SqliteFaultTests() => _database = Open();

    public void Dispose()
    {
        _database.Dispose();
        _test.Dispose();
    }

    [Fact]
    public void A_lock_by_another_process_is_reported_and_reads_still_work()
    {
        Insert(1);
        using (HoldLock())
        {
            AssertFault(StorageError.Busy, "locked", () => Insert(2));
            Assert.Equal(1, Count());
            AssertFault(StorageError.Busy, "locked", () => Open().Dispose());
        }

        Insert(3);
    }

    [Fact]
    public async Task A_read_does_not_wait_behind_a_waiting_write()
    {
        Insert(1);
        using var hold = HoldLock();
        using var isWriting = new ManualResetEventSlim();
        var write = Task.Run(() =>
        {
            isWriting.Set();
            return Record.Exception(() => Insert(2));
        }, TestContext.Current.CancellationToken);
        isWriting.Wait(TestContext.Current.CancellationToken);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(1, Count());
        }

        Assert.False(write.IsCompleted);
        hold.Dispose();
        await write;
    }

    [Fact]
    public void A_full_disk_is_reported()
    {
        // The same error as a full disk: no more pages.
        _database.Write(s => s.Number("PRAGMA max_page_count=1"));
        AssertFault(StorageError.Full, "full", () => _database.Write(s =>
            s.Run("INSERT INTO counter VALUES(@name, 1)", ("name", new string('x', 100_000)))));
        Assert.Equal(0, Count());
    }

    [Fact]
    public void A_read_only_file_is_reported()
    {
        _database.Write(s => s.Run("PRAGMA query_only=ON"));
        AssertFault(StorageError.ReadOnly, "read-only", () => Insert(1));
        AssertFault(StorageError.ReadOnly, "read-only", _database.ProbeWrite);
        Assert.Equal(0, Count());
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_reported()
    {
        var error = Assert.Throws<StorageException>(() =>
            Database.Open(_test.Folder.FullName, new Component("counter", Assembly.GetExecutingAssembly())));
        Assert.Equal(StorageError.Unreachable, error.Error);
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_its_folder_is_reported()
    {
        var error = Assert.Throws<StorageException>(() => Database.Open(
            Path.Combine(_test.Source, "store.db"), new Component("counter", Assembly.GetExecutingAssembly())));
        Assert.Equal(StorageError.Unreachable, error.Error);
    }

    [Fact]
    public void Deleted_rows_held_by_a_reader_are_reported_and_gone_after_it_has_finished()
    {
        var secret = "a value that must go"u8.ToArray();
        _database.Write(s => s.Run("INSERT INTO counter VALUES(@name, 1)", ("name", "a value that must go")));
        using (var reader = new SqliteConnection($"Data Source={_test.Source};Pooling=false"))
        {
            reader.Open();
            using var transaction = reader.BeginTransaction(deferred: true);
            Execute(reader, "SELECT count(*) FROM counter");
            _database.Write(s => s.Run("DELETE FROM counter"));
            AssertFault(StorageError.Busy, "another process is reading", () => _database.Scrub("counter"));
            Assert.True(IsInFiles(secret));
        }

        _database.Scrub("counter");
        Assert.False(IsInFiles(secret));
    }

    [Fact]
    public async Task The_write_check_takes_bounded_time()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var probe = new WriteProbe(_database, TimeProvider.System);
        Assert.Null(await new WriteProbe(_database, TimeProvider.System).CheckAsync(TimeSpan.FromMinutes(1), cancellation));
        using (HoldLock())
        {
            Assert.StartsWith("no response within", await probe.CheckAsync(TimeSpan.FromMilliseconds(1), cancellation),
                StringComparison.Ordinal);
            Assert.Equal("locked by another process", await probe.CheckAsync(TimeSpan.FromMinutes(1), cancellation));
        }
    }

    Database Open() => Database.Open(_test.Source, new Component("counter", Assembly.GetExecutingAssembly()));

    void Insert(int value) =>
        _database.Write(s => s.Run("INSERT INTO counter VALUES(@name, @value)", ("name", $"n{value}"), ("value", value)));

    long Count() => _database.Read(s => s.Number("SELECT count(*) FROM counter"));

    SqliteConnection HoldLock()
    {
        var other = new SqliteConnection($"Data Source={_test.Source};Pooling=false");
        other.Open();
        Execute(other, "BEGIN IMMEDIATE");
        return other;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    void AssertFault(StorageError error, string says, Action action)
    {
        var fault = Assert.Throws<StorageException>(action);
        Assert.Equal(error, fault.Error);
        Assert.Contains(_test.Source, fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    bool IsInFiles(byte[] value) => _test.Folder.GetFiles("store.db*").Any(file =>
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(value) >= 0;
    });
}
