using nanoFramework.TestFramework;
using Pedestal.Vein;

namespace Pedestal.Device.Tests
{
    /// <summary>
    /// The same frame gives the same template bytes on the device and on a PC. After an intended change of the extraction, the run
    /// on the PC prints the templates' new values; those of the frames stay.
    /// </summary>
    [TestClass]
    public class ExtractionTests
    {
        const int FrameLength = Parameters.FrameSide * Parameters.FrameStride;

        [TestMethod]
        public void An_upright_palm_has_its_template()
        {
            AssertTemplate(new DrawnHand(1), "0768DA48", "71CC2F88");
        }

        [TestMethod]
        public void A_turned_palm_in_ambient_light_has_its_template()
        {
            AssertTemplate(Turned(), "9BBCE090", "20438EC4");
        }

        [TestMethod]
        public void A_near_off_centre_palm_has_its_template()
        {
            var hand = new DrawnHand(3) { UnitsPerPixel = 200, CentreX = 58, CentreY = 66 };
            AssertTemplate(hand, "F9596B28", "7E4C74DF");
        }

        [TestMethod]
        public void An_earlier_palm_does_not_affect_a_template()
        {
            var extractor = new Extractor(null);
            var lit = new byte[FrameLength];
            var dark = new byte[FrameLength];
            var template = new byte[TemplateFormat.Length];
            new DrawnHand(1).Draw(lit, dark);
            Assert.AreEqual((int)ExtractionStatus.Ok, (int)extractor.Extract(lit, dark, template));
            var first = Crc32.Of(template);
            Turned().Draw(lit, dark);
            Assert.AreEqual((int)ExtractionStatus.Ok, (int)extractor.Extract(lit, dark, template));
            Assert.IsFalse(Crc32.Of(template) == first, "Two palms have the same template.");
            new DrawnHand(1).Draw(lit, dark);
            Assert.AreEqual((int)ExtractionStatus.Ok, (int)extractor.Extract(lit, dark, template));
            Assert.AreEqual(first, Crc32.Of(template));
        }

        [TestMethod]
        public void An_empty_frame_is_rejected()
        {
            AssertRejected(new DrawnHand(4) { CentreY = 400 }, ExtractionStatus.NoHand);
        }

        [TestMethod]
        public void A_dim_hand_is_rejected()
        {
            AssertRejected(new DrawnHand(4) { Brightness = 40 }, ExtractionStatus.TooDark);
        }

        [TestMethod]
        public void A_glaring_hand_is_rejected()
        {
            AssertRejected(new DrawnHand(4) { Brightness = 240, Ambient = 40 }, ExtractionStatus.TooBright);
        }

        [TestMethod]
        public void A_distant_hand_is_rejected()
        {
            AssertRejected(new DrawnHand(4) { UnitsPerPixel = 360 }, ExtractionStatus.TooFar);
        }

        static DrawnHand Turned()
        {
            // 12 degrees clockwise.
            return new DrawnHand(2) { AxisX = 213, AxisY = -1002, Ambient = 30, CentreX = 66 };
        }

        static void AssertTemplate(DrawnHand hand, string frameCrc, string templateCrc)
        {
            var lit = new byte[FrameLength];
            var dark = new byte[FrameLength];
            var template = new byte[TemplateFormat.Length];
            hand.Draw(lit, dark);
            Assert.AreEqual(frameCrc, Crc32.Of(lit), "The frame is drawn differently.");
            Assert.AreEqual((int)ExtractionStatus.Ok, (int)new Extractor(null).Extract(lit, dark, template));
            Assert.AreEqual(templateCrc, Crc32.Of(template), "The template differs.");
        }

        static void AssertRejected(DrawnHand hand, ExtractionStatus expected)
        {
            var lit = new byte[FrameLength];
            var dark = new byte[FrameLength];
            var template = new byte[TemplateFormat.Length];
            var untouched = Crc32.Of(template);
            hand.Draw(lit, dark);
            Assert.AreEqual((int)expected, (int)new Extractor(null).Extract(lit, dark, template));
            Assert.AreEqual(untouched, Crc32.Of(template), "A rejected frame has written a template.");
        }
    }
}
