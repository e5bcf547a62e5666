using CsCheck;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteAdmissionModelTests() : AdmissionModelTests(DatabaseEngine.Sqlite, iterations: 60);

public sealed class PostgresAdmissionModelTests() : AdmissionModelTests(DatabaseEngine.Postgres, iterations: 12);

/// <summary>Any sequence of attempts, passages, exits and waits, against a model that knows only who stands where.</summary>
public abstract class AdmissionModelTests(DatabaseEngine engine, int iterations)
{
    static readonly string[] Lanes = ["gate-1", "gate-2"];

    [Fact]
    public void Every_decision_and_count_is_the_models()
    {
        var steps = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Bool).Array[1, 40];
        using var doors = new Doors(engine);
        var round = 0;
        Gen.Select(Gen.Enum<EntryRule>(), steps).Sample(
            (rule, sequence) =>
            {
                var name = $"r{++round}";

                // Nobody of an earlier sequence is inside any more.
                doors.Now = doors.Now.AddDays(1);
                doors.Sell(new EventRules
                {
                    DayStartsAt = "06:00", TimeZone = "Etc/UTC", Products = [new ProductRule("*", Entry: rule)],
                }, $"{name}0 {name}a", $"{name}1 {name}b");
                var guests = Enumerable.Range(0, 2).Select(i => new Model(rule)).ToArray();
                doors.Enrol(name + "0", name + "0");
                doors.Enrol(name + "1", name + "1");
                foreach (var (step, guest, lane, byPalm) in sequence)
                {
                    Step(doors, guests[guest], $"{name}{guest}", step, Lanes[lane], byPalm);
                    Assert.Equal(guests.Sum(g => g.IsInside(doors.Now) ? 1 : 0), doors.Inside);
                }

                return true;
            },
            iter: iterations, threads: 1);
    }

    static void Step(Doors doors, Model guest, string code, int step, string lane, bool byPalm)
    {
        var what = byPalm ? "@" + code : code;
        switch (step)
        {
            case 0 or 1 or 2:
                var request = doors.NextRequest();
                Assert.Equal(guest.Enter(lane, request, doors.Now, byPalm), doors.Show(what, lane, request).Decision);
                break;
            case 3 or 4 when guest.Open is { } open:
                doors.Report(step == 3 ? PassageOutcome.Passed : PassageOutcome.NotPassed, open.Request, open.Lane);
                guest.Close(hasPassed: step == 3);
                break;
            case 5:
                Assert.Equal(Decision.Left, doors.Leave(what));
                guest.Leave();
                break;
            case 6:
                doors.Now = doors.Now.AddSeconds(8);
                break;
            case 7:
                doors.Now = doors.Now.AddHours(5);
                break;
        }
    }

    /// <summary>One guest with one ticket.</summary>
    sealed class Model(EntryRule rule)
    {
        readonly List<DateTimeOffset> _entries = [];
        bool _isIn;

        public (string Lane, ulong Request, DateTimeOffset At, bool WasIn)? Open { get; private set; }

        public bool IsInside(DateTimeOffset now) => _isIn && _entries[^1] >= Day(now);

        public Decision Enter(string lane, ulong request, DateTimeOffset now, bool byPalm)
        {
            if (Open is { } open)
            {
                if (now < open.At.AddSeconds(Doors.Seconds + 5) && lane != open.Lane)
                {
                    return Decision.AtOtherLane;
                }

                _entries[^1] = now;
                Open = (lane, request, now, open.WasIn);
                return Decision.Admitted;
            }

            var wasHereToday = _entries.Any(at => at >= Day(now));
            Decision? refusal = rule switch
            {
                EntryRule.Once => _entries.Count == 0 ? null : byPalm && IsInside(now) ? Decision.AlreadyInside : Decision.TicketUsed,
                EntryRule.Daily => wasHereToday ? Decision.UsedToday : null,
                _ => IsInside(now) ? Decision.NotLeft : null,
            };
            if (refusal is { } decision)
            {
                return decision;
            }

            Open = (lane, request, now, _isIn);
            _entries.Add(now);
            _isIn = true;
            return Decision.Admitted;
        }

        public void Close(bool hasPassed)
        {
            if (!hasPassed)
            {
                _entries.RemoveAt(_entries.Count - 1);
                _isIn = Open!.Value.WasIn;
            }

            Open = null;
        }

        // Whoever leaves had passed, although nobody has reported it.
        public void Leave()
        {
            Open = null;
            _isIn = false;
        }

        static DateTimeOffset Day(DateTimeOffset now) => now.AddHours(-6).Date is var date
            ? new DateTimeOffset(date, TimeSpan.Zero).AddHours(6) : now;
    }
}
