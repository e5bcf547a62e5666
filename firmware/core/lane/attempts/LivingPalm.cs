using Pedestal.Vein;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>Where in the frame a living hand was last captured in this attempt. One that has not moved since is the same.</summary>
    sealed class LivingPalm
    {
        readonly int _stillPixels;
        int _x;
        int _y;

        /// <summary>None seen yet; a palm is still that moves no farther than so many pixels between two captures.</summary>
        internal LivingPalm(int stillPixels)
        {
            _stillPixels = stillPixels;
        }

        /// <summary>Whether one was captured.</summary>
        internal bool IsKnown { get; private set; }

        /// <summary>Whether the template's palm is still where the last one was.</summary>
        internal bool IsStill(byte[] template)
        {
            var x = template[TemplateFormat.CentreOffset] - _x;
            var y = template[TemplateFormat.CentreOffset + 1] - _y;
            return x * x + y * y <= _stillPixels * _stillPixels;
        }

        /// <summary>The template is of a living hand.</summary>
        internal void See(byte[] template)
        {
            _x = template[TemplateFormat.CentreOffset];
            _y = template[TemplateFormat.CentreOffset + 1];
            IsKnown = true;
        }

        /// <summary>The attempt is over.</summary>
        internal void Forget()
        {
            IsKnown = false;
        }
    }
}
