using Pedestal.Messaging.Operators;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteOperatorBookTests() : OperatorBookTests(DatabaseEngine.Sqlite);

public sealed class PostgresOperatorBookTests() : OperatorBookTests(DatabaseEngine.Postgres);

/// <summary>Who may act over HTTP.</summary>
public abstract class OperatorBookTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 28, 20, 0, 0, TimeSpan.Zero);

    readonly TestDatabase _database;
    readonly TicketStore _store;

    protected OperatorBookTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void An_operator_is_known_by_the_key_until_it_is_rotated_or_the_operator_removed()
    {
        Assert.Null(_store.Operators.Find(BearerKey.New()));
        var key = _store.Operators.Add("anna", OperatorRole.Supervisor, "admin", Now);
        var other = _store.Operators.Add("ben", OperatorRole.Steward, "admin", Now);
        Assert.True(BearerKey.IsWellFormed(key));
        Assert.Equal(new Operator("anna", OperatorRole.Supervisor), _store.Operators.Find(key));
        Assert.Equal(new Operator("ben", OperatorRole.Steward), _store.Operators.Find(other));
        Assert.Null(_store.Operators.Find(key[..^1]));
        Assert.Null(_store.Operators.Find(""));

        var renewed = _store.Operators.Rotate("anna", "admin", Now.AddDays(1));
        Assert.Null(_store.Operators.Find(key));
        Assert.Equal("anna", _store.Operators.Find(renewed)?.Name);
        Assert.Equal([new("anna", OperatorRole.Supervisor, Now.AddDays(1)), new("ben", OperatorRole.Steward, Now)], _store.Operators.List());

        _store.Operators.Remove("anna", "admin", Now);
        Assert.Null(_store.Operators.Find(renewed));
        Assert.Equal("ben", Assert.Single(_store.Operators.List()).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("an na")]
    [InlineData("anna\u001b[2J")]
    public void A_name_that_cannot_be_shown_or_is_taken_is_refused(string name)
    {
        Assert.Throws<OperatorException>(() => _store.Operators.Add(name, OperatorRole.Steward, "admin", Now));
        _store.Operators.Add("anna", OperatorRole.Steward, "admin", Now);
        Assert.Contains("already", Assert.Throws<OperatorException>(
            () => _store.Operators.Add("anna", OperatorRole.Administrator, "admin", Now)).Message, StringComparison.Ordinal);
        Assert.Throws<OperatorException>(() => _store.Operators.Rotate("carl", "admin", Now));
        Assert.Throws<OperatorException>(() => _store.Operators.Remove("carl", "admin", Now));
        Assert.Single(_store.Acts.Since(Now));
    }

    [Fact]
    public void Every_change_is_an_act_and_the_key_is_stored_nowhere()
    {
        var key = _store.Operators.Add("anna", OperatorRole.Supervisor, "admin", Now);
        _store.Operators.Rotate("anna", "admin", Now.AddSeconds(1));
        _store.Operators.Remove("anna", "admin", Now.AddSeconds(2));
        Assert.Equal(
            [
                (Now.AddSeconds(2), "admin", ActKind.OperatorRemoved, "anna"), (Now.AddSeconds(1), "admin", ActKind.OperatorRotated, "anna"),
                (Now, "admin", ActKind.OperatorAdded, "anna, supervisor"),
            ],
            _store.Acts.Since(Now).Select(act => (act.At, act.By, act.Kind, act.About!)));
        Assert.Equal(2, _store.Acts.Since(Now.AddSeconds(1)).Count);
        Assert.All(_database.Folder.GetFiles(), file =>
        {
            using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Assert.DoesNotContain(key, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        });
    }
}
