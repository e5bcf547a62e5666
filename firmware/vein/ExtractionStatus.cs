namespace Pedestal.Vein
{
    /// <summary>The result of an extraction. Every value except <see cref="Ok"/> is a reason that the guest can act on.</summary>
    public enum ExtractionStatus
    {
        /// <summary>The template is written.</summary>
        Ok = 0,

        /// <summary>Nothing bright enough is in view.</summary>
        NoHand = 1,

        /// <summary>The palm is too small in the frame.</summary>
        TooFar = 2,

        /// <summary>The palm is too large for the frame.</summary>
        TooNear = 3,

        /// <summary>The palm extends beyond the side of the frame.</summary>
        OffCentre = 4,

        /// <summary>The hand is in view, but too dark.</summary>
        TooDark = 5,

        /// <summary>Too many pixels are saturated.</summary>
        TooBright = 6,

        /// <summary>Too few cells of the grid show palm.</summary>
        TooFewCells = 7,

        /// <summary>The outline in view is not that of a hand.</summary>
        NotAPalm = 8,

        /// <summary>The lines on the palm are too weak: the hand is cold, or it is not a hand.</summary>
        LowContrast = 9,

        /// <summary>The picture has no detail: out of focus, or a wet lens.</summary>
        Blurred = 10,

        /// <summary>The palm is tilted.</summary>
        Tilted = 11,

        /// <summary>The palm moved between two captures.</summary>
        Moving = 12,

        /// <summary>The object in view does not reflect the pedestal's light as skin does.</summary>
        NotSkin = 13,

        /// <summary>The object in view does not have the form of a hand, as the two banks of LEDs show.</summary>
        FlatSurface = 14,

        /// <summary>The lines of the object in view are not those of vessels.</summary>
        NoVeins = 15,

        /// <summary>Sun or a lamp drowns the pedestal's own light, or saturates the picture.</summary>
        TooBrightHere = 16,

        /// <summary>The palm rests and has no pulse. Only where one is looked for: at an enrolment that is set to.</summary>
        NoPulse = 17,
    }
}
