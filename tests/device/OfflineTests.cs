using Pedestal.Core.Offline;
using Pedestal.Protocol;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>Signed codes and the admission list with the device's arithmetic.</summary>
    [TestClass]
    public class OfflineTests
    {
        static readonly byte[] Mark = { 1, 2, 3, 4, 5, 6, 7, 8 };

        [TestMethod]
        public void A_signed_code_is_parsed()
        {
            var code = new SignedCode(new ScramblingCipher());
            var scanned = Bytes("R1:T:1:59833333:AAECAwQFBgcICQoLDA0ODw");
            Assert.IsTrue(code.Read(scanned, scanned.Length));
            Assert.AreEqual(3, code.Code.Length);
            Assert.IsTrue(code.IsInTime(59833333L * 30 + 45));
            Assert.IsFalse(code.IsInTime(59833333L * 30 + 60));
            Assert.IsFalse(code.IsAuthentic(new byte[32]));
            Assert.IsFalse(code.Read(scanned, scanned.Length - 1));
            Assert.AreEqual(62, SignedCode.LaneOf(Bytes("T:1"), 64));
        }

        [TestMethod]
        public void Admissions_are_found_after_a_restart_even_behind_an_incomplete_record()
        {
            var files = new FewFiles();
            var list = new AdmissionList(files, Mark);
            Assert.IsTrue(list.Open());
            Assert.IsTrue(list.Add(Record("T-1")));
            files.Append(AdmissionList.File, new byte[5]);
            list = new AdmissionList(files, Mark);
            Assert.IsTrue(list.Add(Record("T-2")));

            list = new AdmissionList(files, Mark);
            Assert.AreEqual((int)ListState.Open, (int)list.State);
            Assert.IsTrue(list.Contains(Bytes("T-1")));
            Assert.IsTrue(list.Contains(Bytes("T-2")));
            Assert.IsFalse(list.Contains(Bytes("T-3")));
            Assert.AreEqual(2, list.Unreported);
            Assert.IsTrue(list.FirstUnreported.UnixSeconds == 1795000000);
        }

        [TestMethod]
        public void An_altered_record_marks_the_list_as_damaged()
        {
            var files = new FewFiles();
            var list = new AdmissionList(files, Mark);
            list.Open();
            list.Add(Record("T-1"));
            files.Damage(AdmissionList.File);

            Assert.AreEqual((int)ListState.Damaged, (int)new AdmissionList(files, Mark).State);
        }

        static AdmissionRecord Record(string code)
        {
            return new AdmissionRecord
            {
                Kind = RecordKind.Offline, Code = Bytes(code), RequestId = 0xFEDCBA9876543210, UnixSeconds = 1795000000,
            };
        }

        static byte[] Bytes(string text)
        {
            var bytes = new byte[text.Length];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }
    }
}
