using System.Text;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Capture.Store;

namespace Pedestal.Capture.Tests;

public sealed class StoreTests : IDisposable
{
    static readonly CaptureLabel First = new("P01", Hand.Left, 1, 1);
    readonly TestFolder _folder = new();
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    readonly EvaluationKey _key;

    public StoreTests() => _key = EvaluationStore.Create(Store, KeyFile, new ConsentText("Version 3\n\nThe text."), 30);

    DirectoryInfo Store => new(_folder.PathOf("store"));

    FileInfo KeyFile => new(_folder.PathOf("keys.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_capture_is_read_again_with_the_key_and_only_with_it()
    {
        var store = Open();
        store.Agree("P01", _key);
        var palm = Pictures.Any();
        store.Add(First, palm, _key);

        var read = Open().Read(First, EvaluationKey.Load(KeyFile));
        Assert.Equal(palm.ToBytes(), read.ToBytes());
        var other = EvaluationStore.Create(new DirectoryInfo(_folder.PathOf("other")), new FileInfo(_folder.PathOf("other.json")), ConsentText.Default, 1);
        Assert.Contains("not that of the evaluation", Assert.Throws<InvalidDataException>(() => store.Read(First, other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_shows_a_picture_and_only_the_owner_can_read_any()
    {
        var store = Open();
        store.Agree("P01", _key);
        store.Add(First, new CapturedPalm(new byte[16384], new byte[16384], new byte[16384], 64), _key);

        var content = File.ReadAllBytes(PathOf(First));
        Assert.InRange(content.Count(value => value == 0), 0, content.Length / 64);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(_folder.Info.FullName, "*", SearchOption.AllDirectories))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void Without_an_agreement_nothing_is_stored()
    {
        var error = Assert.Throws<InvalidDataException>(() => Open().Add(First, Pictures.Any(), _key));
        Assert.Contains("P01 has not agreed", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Store.FullName, "P01")));
    }

    [Fact]
    public void An_agreement_has_text_version_time_and_the_day_of_erasure()
    {
        var consent = Open().Agree("P01", _key);
        Assert.Equal(("P01", "Version 3", _time.GetUtcNow(), new DateOnly(2026, 12, 29)),
            (consent.Subject, consent.Version, consent.Agreed, consent.EraseOn));
        Assert.Equal(new ConsentText("Version 3\n\nThe text.").Digest, Open().ConsentOf("P01")!.Digest);
        Assert.Contains("\"agreed\",\"subject\":\"P01\",\"detail\":\"Version 3, SHA-256", Journal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(3000, false)]
    public void On_its_day_everything_of_a_person_is_erased_by_whoever_opens_the_store(int days, bool isThere)
    {
        var store = Open();
        store.Agree("P01", _key);
        store.Add(First, Pictures.Any(), _key);
        _time.Advance(TimeSpan.FromDays(days));

        Assert.Equal(isThere, Open().Subjects.Contains("P01"));
        Assert.Equal(isThere, File.Exists(PathOf(First)));
        Assert.Equal(!isThere, Journal().Contains("1 captures: its date was reached", StringComparison.Ordinal));
    }

    [Fact]
    public void A_later_person_is_kept_when_an_earlier_ones_day_has_come()
    {
        Open().Agree("P01", _key);
        _time.Advance(TimeSpan.FromDays(10));
        Open().Agree("P02", _key);
        _time.Advance(TimeSpan.FromDays(20));
        Assert.Equal(["P02"], Open().Subjects);
    }

    [Fact]
    public void Withdrawing_erases_at_once_and_a_copy_of_the_captures_cannot_be_read_any_more()
    {
        var store = Open();
        store.Agree("P01", _key);
        store.Add(First, Pictures.Any(), _key);
        var copy = File.ReadAllBytes(PathOf(First));

        Assert.True(store.Withdraw("P01"));
        Assert.False(store.Withdraw("P01"));
        Assert.Empty(store.Subjects);
        Assert.Contains("withdrawn", Journal(), StringComparison.Ordinal);

        // The same person agrees again: the key is another one.
        store.Agree("P01", _key);
        File.WriteAllBytes(PathOf(First), copy);
        Assert.Contains("altered, moved or copied", Assert.Throws<InvalidDataException>(() => store.Read(First, _key)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_erasure_that_was_interrupted_is_completed()
    {
        var store = Open();
        store.Agree("P01", _key);
        store.Add(First, Pictures.Any(), _key);
        File.Delete(Path.Combine(Store.FullName, "P01", "consent.json"));
        Assert.Empty(Open().Subjects);
    }

    [Fact]
    public void A_later_date_written_into_an_agreement_makes_its_captures_unreadable()
    {
        var store = Open();
        store.Agree("P01", _key);
        store.Add(First, Pictures.Any(), _key);
        var file = Path.Combine(Store.FullName, "P01", "consent.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("2026-12-29", "2036-12-29", StringComparison.Ordinal));
        Assert.Contains("was altered", Assert.Throws<InvalidDataException>(() => Open().Read(First, _key)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_agreement_is_named_and_can_still_be_withdrawn()
    {
        Open().Agree("P01", _key);
        File.WriteAllText(Path.Combine(Store.FullName, "P01", "consent.json"), "{");
        Assert.Contains("consent.json was altered", Assert.Throws<InvalidDataException>(() => Open().ConsentOf("P01")).Message, StringComparison.Ordinal);
        Assert.True(Open().Withdraw("P01"));
    }

    [Fact]
    public void A_capture_moved_to_another_hand_or_altered_is_refused()
    {
        var store = Open();
        store.Agree("P01", _key);
        store.Add(First, Pictures.Any(), _key);
        var right = First with { Hand = Hand.Right };
        File.Copy(PathOf(First), PathOf(right));
        Assert.Throws<InvalidDataException>(() => store.Read(right, _key));
        var bytes = File.ReadAllBytes(PathOf(First));
        bytes[^1] ^= 1;
        File.WriteAllBytes(PathOf(First), bytes);
        Assert.Throws<InvalidDataException>(() => store.Read(First, _key));
    }

    [Fact]
    public void A_stored_capture_is_never_replaced()
    {
        var store = Open();
        store.Agree("P01", _key);
        store.Add(First, Pictures.Any(), _key);
        Assert.Throws<IOException>(() => store.Add(First, Pictures.Any(2), _key));
        Assert.Equal(Pictures.Any().Lit, store.Read(First, _key).Lit);
    }

    [Fact]
    public void On_a_full_disk_nothing_of_the_capture_is_kept()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a file on a disk that is always full.");
        var store = Open();
        store.Agree("P01", _key);
        File.CreateSymbolicLink(PathOf(First) + ".new", "/dev/full");

        Assert.Throws<IOException>(() => store.Add(First, Pictures.Any(), _key));
        Assert.Empty(store.CapturesOf("P01"));
        Assert.Equal(["consent.json"], Directory.EnumerateFiles(Path.Combine(Store.FullName, "P01")).Select(Path.GetFileName));
        store.Add(First, Pictures.Any(), _key);
    }

    [Fact]
    public void Keys_inside_the_store_and_a_folder_with_files_are_refused()
    {
        Assert.Contains("Choose another place", Assert.Throws<InvalidDataException>(() => EvaluationStore.Create(
            new DirectoryInfo(_folder.PathOf("new")), new FileInfo(_folder.PathOf("new/keys.json")), ConsentText.Default, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("is not empty", Assert.Throws<InvalidDataException>(() => EvaluationStore.Create(
            Store, new FileInfo(_folder.PathOf("more.json")), ConsentText.Default, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("capture new", Assert.Throws<InvalidDataException>(() => EvaluationStore.Open(_folder.Info, _time)).Message, StringComparison.Ordinal);
    }

    EvaluationStore Open() => EvaluationStore.Open(Store, _time);

    string PathOf(CaptureLabel label) => Path.Combine(Store.FullName, label.Subject, label.FileName);

    string Journal() => Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Store.FullName, "journal.jsonl")));
}
