/** 256 short English words that are easy to say, to spell and to tell apart. */
export const ROOM_WORDS: readonly string[] = `
acorn adobe agile alder amber anchor apple april apron arbor arrow aspen atlas autumn bagel baker
balsa bamboo banjo barley basil basket beach beacon berry birch bison bloom bonsai border bottle breeze
brick bridge bright bronze brook bubble bucket butter button cabin cactus camel candle canoe canvas canyon
carbon cargo carpet castle cedar cello chalk cherry circle citrus clover coast cobalt cocoa comet compass
copper coral cosmos cotton coyote crane crayon cricket crystal cycle daisy dancer dawn delta denim desert
diamond dinner dolphin dragon drum dune eagle earth echo elbow ember emerald engine equal falcon
feather fern fiddle field finch flame flint flower flute forest fossil fox frost galaxy garden garlic
gentle ginger glacier globe gold grape gravel green guitar hammer harbor harvest hazel helmet heron hickory
honey horizon ibis indigo island ivory jacket jaguar jasmine jigsaw jolly jungle juniper kayak kernel kettle
kiwi koala ladder lagoon lantern laurel lemon lentil lilac linen lizard lobster lotus lucky lunar lynx
magnet mango maple marble meadow melon mentor meteor mint mirror monday moss mountain museum mustard
nectar nickel north novel nutmeg oasis ocean olive onion opal orange orbit orchid otter owl oxygen paddle
panda paper parrot pastel peach peanut pebble pelican pencil pepper piano pigeon pilot pine planet plum
pocket polar pony poplar prairie prism puffin pumpkin quartz quiet quill rabbit radish raven ribbon river
robin rocket rose saddle saffron sage salmon sandal saturn scarf shell silver sparrow spruce summer sunny
swan tango teapot thunder tiger timber topaz tulip turtle velvet violet walnut water willow winter yellow zebra
`
  .trim()
  .split(/\s+/);
