namespace Pedestal.Phantom;

/// <summary>Presentation attack instruments (ISO/IEC 30107-3: species), as far as a phantom can represent them.</summary>
public enum AttackKind
{
    /// <summary>A near-infrared capture of an enrolled palm, printed on flat paper at life size with a black border.</summary>
    PrintFlat,

    /// <summary>The same print, bent to imitate a palm.</summary>
    PrintBent,

    /// <summary>The same capture on the screen of a telephone or tablet, life size.</summary>
    Screen,

    /// <summary>A hand in a plain glove, without visible veins.</summary>
    Glove,

    /// <summary>A box, plate or bottle instead of a palm.</summary>
    Object,

    /// <summary>A slab of silicone in the outline of an enrolled hand, plain or with a print of its palm under a clear layer.</summary>
    Silicone,
}
