using Pedestal.Core.Settings;
using Pedestal.Hal;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>The stored settings with the device's strings and arithmetic.</summary>
    [TestClass]
    public class SettingsStoreTests
    {
        const string Odd = "say \"friend\" \\ \u00E9\u4F60";

        [TestMethod]
        public void Saved_settings_are_loaded()
        {
            var files = new FewFiles();
            Assert.AreEqual((int)SettingsResult.Done, (int)new SettingsStore(files).Save(Values("a"), TrialProof.None));

            var store = new SettingsStore(files);
            Assert.AreEqual((int)SettingsState.Current, (int)store.Load());
            var values = store.Values();
            Assert.AreEqual("a", values[SettingsSchema.IndexOf("venue")]);
            Assert.AreEqual(Odd, values[SettingsSchema.IndexOf("wifi.password")]);
            Assert.AreEqual("1883", values[SettingsSchema.IndexOf("broker.port")]);
            Assert.AreEqual("off", values[SettingsSchema.IndexOf("broker.tls")]);
            Assert.IsTrue(values[SettingsSchema.IndexOf("device")] == null);
        }

        [TestMethod]
        public void The_stored_bytes_are_the_same_on_every_platform()
        {
            var bytes = new SettingsDocument { Values = Values("a") }.Write();
            Assert.AreEqual("A0BD98ED", Crc32.Of(bytes));
        }

        [TestMethod]
        public void Every_truncation_and_altered_byte_is_detected()
        {
            var whole = new SettingsDocument { Values = Values("a") }.Write();
            for (var i = 0; i < whole.Length; i += 7)
            {
                var cut = new byte[i];
                System.Array.Copy(whole, 0, cut, 0, i);
                Assert.AreEqual((int)DocumentStatus.Damaged, (int)new SettingsDocument().Read(cut));
                whole[i] ^= 0x20;
                Assert.AreEqual((int)DocumentStatus.Damaged, (int)new SettingsDocument().Read(whole));
                whole[i] ^= 0x20;
            }

            Assert.AreEqual((int)DocumentStatus.Whole, (int)new SettingsDocument().Read(whole));
        }

        [TestMethod]
        public void A_damaged_copy_is_replaced_by_the_previous_one()
        {
            var files = new FewFiles();
            var store = new SettingsStore(files);
            store.Save(Values("a"), TrialProof.None);
            store.Save(Values("b"), TrialProof.None);
            files.Damage("settings.json");

            Assert.AreEqual((int)SettingsState.Previous, (int)store.Load());
            Assert.AreEqual("a", store.Values()[SettingsSchema.IndexOf("venue")]);
        }

        [TestMethod]
        public void A_new_setting_can_be_set_and_reverted()
        {
            var store = new SettingsStore(new FewFiles());
            var editor = new SettingsEditor(store, null);
            Assert.AreEqual((int)SettingsResult.Done, (int)editor.Set("venue", "a"));
            Assert.AreEqual((int)SettingsResult.Done, (int)editor.Set("device", ""));
            Assert.AreEqual(1, editor.Changes);
            editor.Revert();
            Assert.AreEqual((int)SettingsResult.Done, (int)editor.Set("venue", "b"));
            Assert.AreEqual((int)SettingsResult.Done, (int)editor.Save());
            Assert.AreEqual("b", store.Values()[SettingsSchema.IndexOf("venue")]);
        }

        static string[] Values(string venue)
        {
            var values = NullStrings.Create(SettingsSchema.All.Length);
            values[SettingsSchema.IndexOf("venue")] = venue;
            values[SettingsSchema.IndexOf("wifi.password")] = Odd;
            values[SettingsSchema.IndexOf("broker.port")] = "1883";
            values[SettingsSchema.IndexOf("broker.tls")] = "off";
            return values;
        }
    }
}
