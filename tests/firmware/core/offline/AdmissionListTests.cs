using System.Text;
using Pedestal.Core.Offline;

namespace Pedestal.Core.Tests;

public sealed class AdmissionListTests
{
    static readonly byte[] Mark = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void A_power_cut_at_any_byte_loses_at_most_an_admission_that_had_not_happened()
    {
        var before = With("a", "b");
        for (var cut = 0; cut <= AdmissionRecord.Length; cut++)
        {
            var store = new CutStore(Copy(before), cut);
            Assert.Throws<PowerCutException>(() => new AdmissionList(store, Mark).Add(Record("c")));
            for (var again = 0; again <= AdmissionRecord.Length; again += 9)
            {
                // The next start completes the end of the file, which may also be cut.
                var files = Copy(store.Files);
                try
                {
                    _ = new AdmissionList(new CutStore(files, again), Mark);
                }
                catch (PowerCutException)
                {
                }

                var list = new AdmissionList(new CutStore(files), Mark);
                Assert.Equal(ListState.Open, list.State);
                Assert.True(list.Contains(Code("a")) && list.Contains(Code("b")));
                Assert.True(list.Add(Record("d")));
                list = new AdmissionList(new CutStore(files), Mark);
                Assert.True(list.State == ListState.Open && list.Contains(Code("b")) && list.Contains(Code("d")));
                Assert.Equal(0, files[AdmissionList.File].Length % AdmissionRecord.Length);
            }
        }
    }

    [Fact]
    public void Any_altered_byte_invalidates_the_list_or_changes_nothing()
    {
        var before = With("a", "b");
        for (var i = 0; i < before[AdmissionList.File].Length; i++)
        {
            foreach (var difference in new[] { 1, 0x80, 0xFF })
            {
                var files = Copy(before);
                files[AdmissionList.File][i] ^= (byte)difference;
                var list = new AdmissionList(new CutStore(files), Mark);
                var hasAll = list.Contains(Code("a")) && list.Contains(Code("b"));
                Assert.True(hasAll || list.State is ListState.Damaged or ListState.Closed, $"byte {i}");
            }
        }
    }

    [Fact]
    public void A_list_for_another_key_is_closed_and_stays_closed_under_its_own()
    {
        var files = With("a");

        Assert.Equal(ListState.Closed, new AdmissionList(new CutStore(files), [8, 7, 6, 5, 4, 3, 2, 1]).State);
        var list = new AdmissionList(new CutStore(files), Mark);

        Assert.Equal(ListState.Closed, list.State);
        Assert.False(list.Add(Record("b")));
        Assert.Equal(Code("a"), list.FirstUnreported.Code);
    }

    [Fact]
    public void A_damaged_list_is_replaced_by_the_next_events()
    {
        var files = With("a");
        files[AdmissionList.File][AdmissionRecord.Length + 5] ^= 1;
        Assert.Equal(ListState.Damaged, new AdmissionList(new CutStore(files), Mark).State);

        Assert.Equal(ListState.Closed, new AdmissionList(new CutStore(files), [8, 7, 6, 5, 4, 3, 2, 1]).State);
    }

    [Fact]
    public void A_reported_admission_stays_reported()
    {
        var files = With("a", "b");
        var list = new AdmissionList(new CutStore(files), Mark);
        Assert.True(list.MarkReported());

        list = new AdmissionList(new CutStore(files), Mark);

        Assert.Equal(1, list.Unreported);
        Assert.Equal(Code("b"), list.FirstUnreported.Code);
        Assert.Equal(1_795_000_000, list.FirstUnreported.UnixSeconds);
        Assert.True(list.Contains(Code("a")));
    }

    [Fact]
    public void Failed_storage_invalidates_the_list_and_keeps_unreported_admissions()
    {
        var store = new CutStore(With("a"));
        var list = new AdmissionList(store, Mark);
        store.Fails = true;
        Assert.False(list.Add(Record("b")));
        Assert.Equal(ListState.StorageFailed, list.State);
        store.Fails = false;

        list.Close();

        list = new AdmissionList(store, Mark);
        Assert.Equal(ListState.Closed, list.State);
        Assert.Equal(Code("a"), list.FirstUnreported.Code);
    }

    static byte[] Code(string code) => Encoding.ASCII.GetBytes(code);

    static AdmissionRecord Record(string code) => new()
    {
        Kind = RecordKind.Offline, Code = Code(code), RequestId = code[0], UnixSeconds = 1_795_000_000,
    };

    static Dictionary<string, byte[]> With(params string[] codes)
    {
        var store = new CutStore();
        var list = new AdmissionList(store, Mark);
        Assert.True(list.Open());
        Assert.All(codes, code => Assert.True(list.Add(Record(code))));
        return store.Files;
    }

    static Dictionary<string, byte[]> Copy(Dictionary<string, byte[]> files) =>
        files.ToDictionary(file => file.Key, file => (byte[])[.. file.Value]);
}
