using Pedestal.Core.Settings;
using Pedestal.Core.Text;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>Settings with the device's strings: what is taken over, and how bad values are answered.</summary>
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
        public void A_complete_text_is_taken_over_and_the_rest_keeps_its_default()
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
        public void Every_listed_name_is_known()
        {
            for (var i = 0; i < SettingsSchema.All.Length; i++)
            {
                Assert.DoesNotContains("not the name", new DeviceSettings().Set(SettingsSchema.All[i].Name, "") + "");
            }
        }

        [TestMethod]
        public void A_bad_text_is_named_with_its_reason()
        {
            Answers("venue must be letters", "venue=a/b");
            Answers("venue must be letters", "venue=\u00FCber");
            Answers("device must have 1 to 64 characters", "device=");
            Answers("mode must be entry, enrolment or deletion", "mode=exit");
            Answers("wifi.password must have 8 to 63 characters", "wifi.password=short");
            Answers("broker.host must be a host name", "broker.host=mqtt://x");
            Answers("broker.tls must be on or off", "broker.tls=yes");
        }

        [TestMethod]
        public void A_bad_number_is_named_with_its_reason()
        {
            Answers("broker.port must be a number from 1 to 65535", "broker.port=0");
            Answers("broker.port must be a number", "broker.port=65536");
            Answers("broker.port must be a number", "broker.port=99999999999999999999");
            Answers("broker.port must be a number", "broker.port=-1");
            Answers("broker.port must be a number", "broker.port=12x");
            Answers("broker.port must be a number", "broker.port=");
            Answers("palm.nearest-mm must be less", Complete + "palm.nearest-mm=300");
        }

        [TestMethod]
        public void A_bad_key_or_certificate_is_named_and_not_quoted()
        {
            Answers("match.key must be 96 hexadecimal digits", "match.key=12");
            Answers("match.key must be 96 hexadecimal digits", "match.key=" + Key + "0");
            Answers("broker.ca must be a certificate", "broker.ca=***");
            Answers("broker.ca must be a certificate", "broker.ca=");
            var half = new DeviceSettings().Set("broker.ca", Certificate.Substring(0, 240));
            Assert.IsTrue(half.EndsWith("this is cut short: 180 of its 359 bytes"));
            var answer = new DeviceSettings().Set("ticket.key", Key.Substring(1) + "g");
            Assert.StartsWith("must be 96 hexadecimal digits", answer);
            Assert.DoesNotContains("5A5", answer);
        }

        [TestMethod]
        public void An_ssid_has_at_most_what_the_platform_takes()
        {
            Assert.IsNull(new DeviceSettings().Set("wifi.ssid", "1234567890123456789012345678901"));
            Assert.StartsWith("must have 1 to 31 characters; this one has 32",
                new DeviceSettings().Set("wifi.ssid", "12345678901234567890123456789012"));
        }

        [TestMethod]
        public void What_is_missing_is_named()
        {
            Answers("venue is missing", "");
            Answers("venue is missing", Without("venue"));
            Answers("device is missing", Without("device"));
            Answers("match.key is missing", Without("match.key"));
            Answers("ticket.key is missing", Without("ticket.key"));
            Answers("wifi.ssid is missing", Without("wifi.ssid"));
            Answers("broker.host is missing", Without("broker.host"));
        }

        static void Answers(string fault, string text)
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
