using Mkr.Model.Data;
using Mkr.Model.Layers;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr;

/// <summary>The shape of an MKR model, its loss, and how it is trained.</summary>
internal sealed record MkrOptions : PairOptions
{
    /// <summary>The loss of the KGE task.</summary>
    [Setting("KGE loss: of true and false triples with lambda1 (paper), or of true triples only (released)")]
    public Objective Objective { get; init; } = Objective.Paper;

    /// <summary>d: the dimension of all embeddings and hidden layers.</summary>
    [Setting("d: the dimension of embeddings and layers", Least = 1, Most = 4096, Tune = "4..64 log")]
    public int Dim { get; init; } = 8;

    /// <summary>L: the number of low layers, each a cross&amp;compress unit and a dense layer.</summary>
    [Setting("L: cross&compress units, and dense layers beside them", Least = 1, Most = 64, Tune = "1..3")]
    public int LowLayers { get; init; } = 1;

    /// <summary>H (K in the paper): the number of high layers.</summary>
    [Setting("H: layers that predict the tail, and the logit where fRs is mlp", Least = 1, Most = 64)]
    public int HighLayers { get; init; } = 1;

    /// <summary>How the tasks share features in the low layers.</summary>
    [Setting("what ties item and entity: cross&compress units, a cross network (MKR-DCN), cross-stitch units, or nothing")]
    public FeatureSharing Sharing { get; init; } = FeatureSharing.CrossCompress;

    /// <summary>Which sharing weights stand in a task's L2 term.</summary>
    [Setting("the sharing weights in a task's L2 term: all of them, or its own, those that its prediction depends on")]
    public PenaltyScope L2Scope { get; init; } = PenaltyScope.All;

    /// <summary>S(v): which entities describe an item.</summary>
    [Setting("the entities that describe an item: those linked with it, or their neighbours in the graph too")]
    public EntityScope Entities { get; init; } = EntityScope.Linked;

    /// <summary>The fields of raw features that vectors have; null for none. See <see cref="FeatureSelection"/>.</summary>
    [Setting(
        "raw features, with commas between: fields of the features files, history, attributes; or none",
        Tune = "none, history, attributes")]
    public string? Features { get; init; }

    /// <summary>How the values of a field of the files are added up.</summary>
    [Setting("how a field's values are added up: mean, sum, or a mean in which rare ones weigh more (idf)")]
    public FeatureMode FeatureMode { get; init; } = FeatureMode.Mean;

    /// <summary>The field of items whose values are the words of a text; null for none. See <see cref="TextConvolution{T}"/>.</summary>
    [Setting("a field of items whose values, in the order of the file, are the words of a text that a convolution reads; or none")]
    public string? Text { get; init; }

    /// <summary>The length of a word's vector; null for d.</summary>
    [Setting("the length of a word's vector where there is a text; none: d", Least = 1, Most = 4096)]
    public int? WordDim { get; init; }

    /// <summary>F: the filters of each width of the text's convolution; null for 2 d.</summary>
    [Setting("filters of each width, 1 to 3 words, where there is a text; none: 2 d", Least = 1, Most = 4096)]
    public int? TextFilters { get; init; }

    /// <summary>Whose vectors have no row of the id.</summary>
    [Setting("whose vectors are their raw features alone, without a row of the id")]
    public WithoutId WithoutId { get; init; } = WithoutId.None;

    /// <summary>f_RS.</summary>
    [Setting("the prediction from user and item vector: their inner product (inner), an MLP of both, or a convolution (cnn)")]
    public PredictionFunction FRs { get; init; } = PredictionFunction.InnerProduct;

    /// <summary>C: the channels of f_RS where it is a convolution.</summary>
    [Setting("channels of the convolution where fRs is cnn", Least = 1, Most = 256)]
    public int CnnChannels { get; init; } = 8;

    /// <summary>Whether the inner product is added to the convolution's logit.</summary>
    [Setting("the inner product beside the convolution where fRs is cnn")]
    public bool CnnSkip { get; init; } = true;

    /// <summary>What the KGE side scores triples by.</summary>
    [Setting(
        "what scores triples behind the units: MKR's predicted tail (mkr), or another graph embedding",
        Tune = "mkr, transe, transh, transr, rescal, analogy, hole")]
    public KgeKind KgeModel { get; init; } = KgeKind.TailPrediction;

    /// <summary>The loss of triples.</summary>
    [Setting("the loss of triples: their scores' difference, margin, logistic, selfAdversarial; auto: difference for mkr, else margin")]
    public KgeLoss KgeLoss { get; init; } = KgeLoss.OfModel;

    /// <summary>γ of the loss margin.</summary>
    [Setting("by how much a true triple is to score above a false one, where kgeLoss is margin", Least = 0, Tune = "0.01..4 log")]
    public double Margin { get; init; } = 1;

    /// <summary>g of the losses logistic and selfAdversarial.</summary>
    [Setting("added to scores where kgeLoss is logistic or selfAdversarial: distances need one above 0")]
    public double Offset { get; init; }

    /// <summary>α of the loss selfAdversarial.</summary>
    [Setting("how much more false triples of high scores weigh, where kgeLoss is selfAdversarial", Least = 0)]
    public double Temperature { get; init; } = 1;

    /// <summary>The distance of TransE.</summary>
    [Setting("the distance where kgeModel is transe: l1 or l2")]
    public TranslationNorm Norm { get; init; } = TranslationNorm.L2;

    /// <summary>k: the length of relations' vectors of TransR; null for d.</summary>
    [Setting("k: the length of relations' vectors where kgeModel is transr; none: d", Least = 1, Most = 4096)]
    public int? RelationDim { get; init; }

    /// <summary>f_KG.</summary>
    [Setting("how near true and predicted tail are: sigmoid of the inner product, inner product, cosine, -distance², or -KL (kl)")]
    public ScoreFunction Score { get; init; } = ScoreFunction.Sigmoid;

    /// <summary>What follows the last layer that predicts the tail.</summary>
    [Setting("what follows the layer that predicts the tail; auto: reluSigmoid where the score is sigmoid, else linear")]
    public TailOutput TailOutput { get; init; } = TailOutput.OfScore;

    /// <summary>Whether the relation passes L dense layers of its own.</summary>
    [Setting("the relation's own L dense layers (paper), or none (released)")]
    public bool RelationLayers { get; init; }

    /// <summary>lambda1: the weight of the KGE task in the paper's objective.</summary>
    [Setting("the weight of the KGE task in the paper's objective", Least = 0, Tune = "0.01..1 log")]
    public double Lambda1 { get; init; } = 0.5;

    /// <summary>False triples for each true one, where the loss has them.</summary>
    [Setting("false triples for each true one, where the loss has them", Least = 1, Most = 1000, Tune = "1..16 log")]
    public int FalseTriples { get; init; } = 1;

    /// <summary>Which end of a true triple is replaced to make it false.</summary>
    [Setting("the end of a triple that is replaced to make it false: the tail, or by a coin the tail or the head (both)")]
    public FalseSide FalseSide { get; init; } = FalseSide.Tail;

    /// <summary>lambda2: the weight of the L2 term.</summary>
    [Setting("lambda2: the weight of the L2 penalty", Least = 0, Tune = "1e-8..1e-2 log")]
    public double L2 { get; init; } = 1e-6;

    /// <summary>Adam's rate for the recommendation task.</summary>
    [Setting("Adam's rate for the recommendation task", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..3e-2 log")]
    public double RsRate { get; init; } = 1e-3;

    /// <summary>Adam's rate for the KGE task.</summary>
    [Setting("Adam's rate for the KGE task", Group = SettingGroup.Training, Least = 0, Tune = "1e-5..3e-2 log")]
    public double KgeRate { get; init; } = 2e-4;

    /// <summary>t: how many steps (or epochs) of the recommendation task come to one of the KGE task.</summary>
    [Setting(
        "t: recommendation steps (or epochs) to one KGE step (or epoch)", Group = SettingGroup.Training, Least = 1, Most = 1_000_000,
        Tune = "1..10")]
    public int KgeInterval { get; init; } = 2;

    /// <summary>How the tasks alternate.</summary>
    [Setting("whether steps alternate (algorithm1) or whole epochs (epochs); auto: as the objective has it", Group = SettingGroup.Training)]
    public Schedule Schedule { get; init; } = Schedule.OfObjective;

    /// <summary>Whether the recommendation task is trained at all; without it the KGE task takes the same steps alone.</summary>
    [Setting("the recommendation task", Key = "rs", Group = SettingGroup.Training)]
    public bool UseRs { get; init; } = true;

    /// <summary>The loss of triples, chosen.</summary>
    internal KgeLoss ChosenKgeLoss => KgeLoss != KgeLoss.OfModel ? KgeLoss
        : KgeModel == KgeKind.TailPrediction ? KgeLoss.Difference : KgeLoss.Margin;

    /// <summary>The fields that <see cref="Features"/> and <see cref="Text"/> name.</summary>
    /// <exception cref="SettingException">There is no field of a name.</exception>
    internal IReadOnlyList<FeatureField> FieldsOf(ModelData data) =>
    [
        .. FeatureSelection.Find(Features, FeatureMode, data.Data, data.Split.Train),
        .. FeatureSelection.FindText(Text, Features, data.Data, data.Split.Train),
    ];

    /// <summary>The sizes of the text's convolution.</summary>
    internal TextShape TextShape => new(WordDim ?? Dim, TextFilters ?? 2 * Dim);

    /// <summary>Whether users have rows of their ids.</summary>
    internal bool HasUserIds => WithoutId is WithoutId.None or WithoutId.Item;

    /// <summary>Whether items have rows of their ids.</summary>
    internal bool HasItemIds => WithoutId is WithoutId.None or WithoutId.User;

    /// <summary>Whether steps alternate; else whole epochs do.</summary>
    internal bool AlternatesSteps =>
        Schedule == Schedule.OfObjective ? Objective == Objective.Paper : Schedule == Schedule.Algorithm1;
}
