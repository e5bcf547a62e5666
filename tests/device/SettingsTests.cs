using Pedestal.Core.Settings;
using Pedestal.Hal;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>Settings with the device's strings: values that are accepted, and messages for bad ones.</summary>
    [TestClass]
    public class SettingsTests
    {
        const string Sixteen = "5A5a5A5a5A5a5A5a";
        const string Key = Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen;
        const string Certificate =
            "MIIBYzCCAQigAwIBAgIBATAKBggqhkjOPQQDAjAQMQ4wDAYDVQQDDAVWZW51ZTAeFw0yNjExMjgxMzEwNTlaFw00NjExMjMxMzEw"
            + "NTlaMBAxDjAMBgNVBAMMBVZlbnVlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJtpdYmVoHE1wV2SaTMUDK4qR2jpLltpHpcWi"
            + "n78TOlRI8MvSHo4IQgOqYYe+9LNDLyOeJlCaqnyjlgz/3quBKKNTMFEwHQYDVR0OBBYEFGT/iB7srKkvNZ73BiPAxcyGI9nxMB8G"
            + "A1UdIwQYMBaAFGT/iB7srKkvNZ73BiPAxcyGI9nxMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAPMeogH4ZIy2"
            + "ZlJS88K9jUFgYLwDs6sajEBcZH05hV78AiEA2zZt3kJWP8Fp2Pm35NcW05V4bV7+PwErjhXyIo/5QT8=";

        const string Complete = "venue=demo\ndevice=gate-1\nmatch.key=" + Key
            + "\nticket.key=" + Key + "\nwifi.ssid=Venue Staff\nwifi.password=correct horse\nbroker.host=10.0.0.2\nservice.code=471100\n";

        [TestMethod]
        public void Given_settings_are_applied_and_the_others_keep_their_defaults()
        {
            var settings = new DeviceSettings();
            Assert.IsNull(Read(settings, Complete));
            Assert.AreEqual("demo", settings.Venue);
            Assert.AreEqual("gate-1", settings.Device);
            Assert.AreEqual("Venue Staff", settings.WifiSsid);
            Assert.AreEqual("correct horse", settings.WifiPassword);
            Assert.AreEqual("10.0.0.2", settings.BrokerHost);
            Assert.AreEqual(0x5A, (int)settings.Lane.MatchKey.Encryption[0]);
            Assert.AreEqual(0x5A, (int)settings.Lane.TicketKey.Authentication[31]);
            Assert.AreEqual(8883, settings.BrokerPort);
            Assert.IsTrue(settings.BrokerTls);
            Assert.IsTrue(settings.BrokerUser == null);
            Assert.AreEqual((int)LaneMode.Entry, (int)settings.Lane.Mode);
        }

        [TestMethod]
        public void Every_setting_can_be_set()
        {
            var settings = new DeviceSettings();
            Assert.IsNull(Read(settings, Complete + "mode=enrolment\ntime.server=time.venue.local\nbroker.port=1883\n"
                + "broker.tls=off\nbroker.ca=" + Certificate + "\nbroker.user=gate\nbroker.password=p=q#r\nbudget.ms=900\n"
                + "palm.nearest-mm=50\npalm.farthest-mm=120\ngate.pulse-ms=300"));
            Assert.AreEqual((int)LaneMode.Enrolment, (int)settings.Lane.Mode);
            Assert.AreEqual("time.venue.local", settings.TimeServer);
            Assert.AreEqual(1883, settings.BrokerPort);
            Assert.IsFalse(settings.BrokerTls);
            Assert.AreEqual(359, settings.BrokerCa.Length);
            Assert.AreEqual(0x30, (int)settings.BrokerCa[0]);
            Assert.AreEqual("gate", settings.BrokerUser);
            Assert.AreEqual("p=q#r", settings.BrokerPassword);
            Assert.AreEqual(900, settings.Lane.BudgetMilliseconds);
            Assert.AreEqual(50, settings.Lane.NearestMillimetres);
            Assert.AreEqual(120, settings.Lane.FarthestMillimetres);
            Assert.AreEqual(300, settings.GatePulseMilliseconds);
        }

        [TestMethod]
        public void Every_name_in_the_schema_is_known()
        {
            for (var i = 0; i < SettingsSchema.All.Length; i++)
            {
                Assert.DoesNotContains("not the name", new DeviceSettings().Set(SettingsSchema.All[i].Name, "") + "");
            }
        }

        [TestMethod]
        public void A_bad_text_is_reported_with_the_reason()
        {
            AssertFault("venue must be letters", "venue=a/b");
            AssertFault("venue must be letters", "venue=\u00FCber");
            AssertFault("device must have 1 to 64 characters", "device=");
            AssertFault("mode must be entry, enrolment, deletion, exit or capture", "mode=out");
            AssertFault("wifi.password must have 8 to 63 characters", "wifi.password=short");
            AssertFault("broker.host must be 1 to 4 host names", "broker.host=mqtt://x");
            AssertFault("broker.tls must be on or off", "broker.tls=yes");
        }

        [TestMethod]
        public void A_bad_number_is_reported_with_the_reason()
        {
            AssertFault("broker.port must be a number from 1 to 65535", "broker.port=0");
            AssertFault("broker.port must be a number", "broker.port=65536");
            AssertFault("broker.port must be a number", "broker.port=99999999999999999999");
            AssertFault("broker.port must be a number", "broker.port=-1");
            AssertFault("broker.port must be a number", "broker.port=12x");
            AssertFault("broker.port must be a number", "broker.port=");
            AssertFault("palm.nearest-mm must be less", Complete + "palm.nearest-mm=300");
        }

        [TestMethod]
        public void A_bad_key_or_certificate_is_reported_but_not_quoted()
        {
            AssertFault("match.key must be 96 hexadecimal digits", "match.key=12");
            AssertFault("match.key must be 96 hexadecimal digits", "match.key=" + Key + "0");
            AssertFault("broker.ca must be a certificate", "broker.ca=***");
            AssertFault("broker.ca must be a certificate", "broker.ca=");
            var half = new DeviceSettings().Set("broker.ca", Certificate.Substring(0, 240));
            Assert.IsTrue(half.EndsWith("this is cut off: 180 of its 359 bytes"));
            var fault = new DeviceSettings().Set("ticket.key", Key.Substring(1) + "g");
            Assert.StartsWith("must be 96 hexadecimal digits", fault);
            Assert.DoesNotContains("5A5", fault);
        }

        [TestMethod]
        public void An_ssid_has_at_most_31_characters()
        {
            Assert.IsNull(new DeviceSettings().Set("wifi.ssid", "1234567890123456789012345678901"));
            Assert.StartsWith("must have 1 to 31 characters; this one has 32",
                new DeviceSettings().Set("wifi.ssid", "12345678901234567890123456789012"));
        }

        [TestMethod]
        public void Missing_settings_are_reported()
        {
            AssertFault("venue is missing", "");
            AssertFault("venue is missing", Without("venue"));
            AssertFault("device is missing", Without("device"));
            AssertFault("match.key is missing", Without("match.key"));
            AssertFault("ticket.key is missing", Without("ticket.key"));
            AssertFault("wifi.ssid is missing", Without("wifi.ssid"));
            AssertFault("broker.host is missing", Without("broker.host"));
        }

        static void AssertFault(string fault, string text)
        {
            Assert.StartsWith(fault, Read(new DeviceSettings(), text));
        }

        static string Read(DeviceSettings settings, string text)
        {
            var values = NullStrings.Create(SettingsSchema.All.Length);
            var lines = text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var equals = lines[i].IndexOf('=');
                if (equals > 0)
                {
                    values[SettingsSchema.IndexOf(lines[i].Substring(0, equals))] = lines[i].Substring(equals + 1);
                }
            }

            return settings.Take(values);
        }

        static string Without(string name)
        {
            var result = "";
            var lines = Complete.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var named = lines[i].Length > name.Length && lines[i].Substring(0, name.Length) == name;
                result += named ? "" : lines[i] + "\n";
            }

            return result;
        }
    }
}
